import { deployStack } from "../../../scripts/deploy/deploy-stack";
import { planAndApply } from "../../../scripts/deploy/plan-and-apply";
import { stackDrift } from "../../../scripts/drift/stack-drift";
import { systemClock } from "../../../scripts/operations/clock";
import { Terraform } from "../../../scripts/operations/terraform";
import { StubProgram } from "../../helpers/stub-program";
import { stackFolder } from "../../helpers/terminal";

const variable = {
  admin_cidr: { type: "string", description: "Network that you administer from, as 203.0.113.7/32." },
};
const missing = /TF_VAR_admin_cidr is not set: Network that you administer from/;
const deployed = { root_module: { resources: [{ address: "a.b", type: "a", name: "b", values: {} }] } };

let terraform: StubProgram;
const network = () => new Terraform("network", stackFolder({ variable }).outdir);
const ran = () => terraform.calls.map(({ args }) => args.split(" ")[1]);

beforeEach(() => {
  delete process.env.TF_VAR_admin_cidr;
  terraform = new StubProgram("terraform");
  terraform.answer({ match: " init " }, { match: "show -json$", output: JSON.stringify({ values: deployed }) });
  process.env.TERRAFORM_BINARY_NAME = terraform.file;
});
afterEach(() => {
  delete process.env.TERRAFORM_BINARY_NAME;
});

test("a deploy without a variable that the stack needs plans nothing, and says where its value is found", async () => {
  const deploying = deployStack(network(), {
    clock: systemClock,
    signal: new AbortController().signal,
    say: () => {},
    withKubectl: () => Promise.reject(new Error("network has no cluster")),
  });
  await expect(deploying).rejects.toThrow(missing);
  expect(ran()).toEqual(["init"]);
});

test.each([[["-destroy"]], [["-replace=a.b"]]])("nor does a plan with %j", async (planArguments) => {
  await expect(planAndApply(network(), { planArguments })).rejects.toThrow(missing);
  expect(ran()).toEqual([]);
});

test("a drift run reports it in the place of a plan", async () => {
  expect(await stackDrift(network())).toEqual({ kind: "failed", reason: expect.stringMatching(missing) });
  expect(ran()).not.toContain("plan");
});

test("a value that a command itself gives counts", async () => {
  terraform.answer({ match: " plan ", status: 1, errors: "Error: planned" });
  const applied = await planAndApply(network(), { env: { TF_VAR_admin_cidr: "203.0.113.7/32" } });
  expect(applied).toMatchObject({ kind: "ran", result: { status: 1 } });
});
