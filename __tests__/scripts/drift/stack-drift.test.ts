import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stackDrift } from "../../../scripts/drift/stack-drift";
import { Terraform } from "../../../scripts/operations/terraform";
import { type StubAnswer, StubProgram } from "../../helpers/stub-program";

const outdir = mkdtempSync(path.join(tmpdir(), "stacks-"));
mkdirSync(path.join(outdir, "stacks", "network"), { recursive: true });
writeFileSync(path.join(outdir, "stacks", "network", "cdk.tf.json"), "{}");
const plan = (name: string) => readFileSync(path.join(__dirname, "plans", `${name}.json`), "utf8");

const resources = [{ address: "a.b", type: "a", name: "b", values: {} }];
const applied: StubAnswer = {
  match: "show -json$",
  output: JSON.stringify({ values: { root_module: { resources } } }),
};
const init: StubAnswer = { match: " init " };
const planned: StubAnswer = { match: " plan " };
const shown = (name: string): StubAnswer => ({ match: "show -json .+plan$", output: plan(name) });

let terraform: StubProgram;
beforeEach(() => {
  terraform = new StubProgram("terraform");
  process.env.TERRAFORM_BINARY_NAME = terraform.file;
});
afterEach(() => {
  delete process.env.TERRAFORM_BINARY_NAME;
});

function drift(...answers: StubAnswer[]) {
  terraform.answer(...answers);
  return stackDrift(new Terraform("network", outdir));
}

test("clean, and nothing was locked or changed", async () => {
  expect(await drift(init, applied, planned, shown("clean"))).toEqual({ kind: "clean" });
  const commands = terraform.calls.map(({ args }) => args.replace(/^\S+ /, ""));
  expect(commands[2]).toMatch(/^plan -input=false -lock=false /);
  expect(commands.join()).not.toContain("apply");
});

test("drifted", async () => {
  expect(await drift(init, applied, planned, shown("updated"))).toMatchObject({
    kind: "drifted",
    differences: [{ action: "update", attributes: ["display_name"] }],
  });
});

test("a stack without a state is not applied, and is not planned", async () => {
  expect(await drift(init, { match: "show -json$", output: '{"format_version":"1.0"}' })).toEqual({
    kind: "not-applied",
  });
});

test("an upstream that is not applied is named as the reason", async () => {
  const errors =
    "╷\n│ Error: Unable to find remote state\n│ \n│   with data.terraform_remote_state.network,\n│ No stored state was found for the given workspace\n╵\n";
  expect(await drift(init, applied, { match: " plan ", status: 1, errors })).toEqual({
    kind: "failed",
    reason: expect.stringMatching(/^Unable to find remote state: No stored state was found.*deploy that first\)$/),
  });
});

test("a failure of Terraform is told in a line", async () => {
  const errors =
    '╷\n│ Error: No value for required variable\n│ \n│   on cdk.tf.json line 5:\n│ The root module input variable "region" is not set\n╵\n';
  expect(await drift(init, applied, { match: " plan ", status: 1, errors })).toEqual({
    kind: "failed",
    reason: 'No value for required variable: The root module input variable "region" is not set',
  });
  expect(await drift({ ...init, status: 1, errors: "no network" })).toMatchObject({ kind: "failed" });
});

test("the plan, which holds secrets, does not stay", async () => {
  await drift(init, applied, planned, shown("clean"));
  const file = /-out=(\S+)/.exec(terraform.calls.map(({ args }) => args).join())?.[1] ?? "";
  expect(existsSync(path.dirname(file))).toBe(false);
});
