import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deployCompute } from "../../../scripts/deploy/deploy-compute";
import { Terraform } from "../../../scripts/operations/terraform";
import { type StubAnswer, StubProgram } from "../../helpers/stub-program";
import { TestClock } from "../../helpers/test-clock";

const domains = ["abcD:EU-AD-1", "abcD:EU-AD-2", "abcD:EU-AD-3"];
const outdir = mkdtempSync(path.join(tmpdir(), "stacks-"));
mkdirSync(path.join(outdir, "stacks", "compute"), { recursive: true });
writeFileSync(path.join(outdir, "stacks", "compute", "cdk.tf.json"), "{}");

/** An error as Terraform prints it, in colours even without a terminal. */
const failing = (error: string): StubAnswer => ({
  match: " apply ",
  status: 1,
  errors: `\u001b[31m╷\u001b[0m\n\u001b[31m│\u001b[0m \u001b[0m\u001b[1m\u001b[31mError: \u001b[0m${error}\n\u001b[31m╵\u001b[0m\n`,
});
const noRoom = failing("500-InternalError, Out of host capacity.");
const success: StubAnswer = { match: " apply ", output: "Apply complete!" };
/** Every plan makes something. */
const planned: StubAnswer[] = [
  { match: " plan ", always: true },
  {
    match: "show -json .+plan$",
    output: JSON.stringify({ resource_changes: [{ address: "a.b", change: { actions: ["create"] } }] }),
    always: true,
  },
];

/** The state with these machines, by role. */
const state = (nodes: Record<string, string> = {}): StubAnswer => ({
  match: " show -json$",
  output: JSON.stringify({
    values: {
      root_module: {
        resources: Object.entries(nodes).map(([role, domain]) => ({
          address: `oci_core_instance.${role}_instance_1`,
          type: "oci_core_instance",
          name: `${role}_instance_1`,
          values: { availability_domain: domain },
        })),
      },
    },
  }),
});

const environment = { ...process.env };
let terraform: StubProgram;
let clock: TestClock;
let said: string[];

beforeEach(() => {
  terraform = new StubProgram("terraform");
  clock = new TestClock();
  said = [];
  process.env.TERRAFORM_BINARY_NAME = terraform.file;
  delete process.env.TF_VAR_server_availability_domain;
  delete process.env.TF_VAR_agent_availability_domain;
  for (const stream of [process.stdout, process.stderr]) jest.spyOn(stream, "write").mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...environment };
});

function deploy(answers: StubAnswer[], options: Partial<Parameters<typeof deployCompute>[0]> = {}): Promise<void> {
  terraform.answer({ match: " init" }, ...answers, ...planned);
  return deployCompute({
    compute: new Terraform("compute", outdir),
    allDomains: domains,
    clock,
    signal: new AbortController().signal,
    say: (line) => said.push(line),
    ...options,
  });
}

const commands = () => terraform.calls.map(({ args }) => args.replace(/^\S+ /, ""));

/** Answers that were not asked for, but for those to a plan. */
const unused = () => terraform.unused.filter(({ always }) => !always);

/** The domains of each apply, the server's and the agent's. */
const placements = () =>
  terraform.calls
    .filter(({ args }) => args.includes(" apply "))
    .map(({ env }) => [env.TF_VAR_server_availability_domain, env.TF_VAR_agent_availability_domain]);

test("goes through the domains while no host has room, and then waits longer each round", async () => {
  await deploy([...Array(7).fill([state(), noRoom]).flat(), state(), success]);
  const inTurn = [0, 1, 2, 0, 1, 2, 0, 1].map((index) => [domains[index], domains[index]]);
  expect(placements()).toEqual(inTurn);
  expect(clock.slept.map((milliseconds) => milliseconds / 1000)).toEqual([20, 20, 60, 20, 20, 120, 20]);
  expect(unused()).toEqual([]);
});

test("keeps the domain of a node that exists, and goes on with the other", async () => {
  await deploy([
    state(),
    noRoom,
    state({ server: "abcD:EU-AD-1" }),
    noRoom,
    state({ server: "abcD:EU-AD-1" }),
    success,
  ]);
  expect(placements()).toEqual([
    [domains[0], domains[0]],
    [domains[0], domains[1]],
    [domains[0], domains[2]],
  ]);
  expect(said).toContain("Try 2, after 0 min: server exists in abcD:EU-AD-1, agent in abcD:EU-AD-2");
  expect(unused()).toEqual([]);
});

test("begins with the domains that .env names", async () => {
  process.env.TF_VAR_agent_availability_domain = "abcD:EU-AD-3";
  await deploy([state(), success]);
  expect(placements()).toEqual([[domains[0], domains[2]]]);
});

test("with one domain, waits at least a minute between tries, and a quarter of an hour at most", async () => {
  await deploy([...Array(7).fill([state(), noRoom]).flat(), state(), success], { allDomains: domains.slice(0, 1) });
  expect(clock.slept.map((milliseconds) => milliseconds / 60_000)).toEqual([1, 2, 4, 8, 15, 15, 15]);
});

test.each([
  ["400-LimitExceeded, The following service limits were exceeded: standard-a1-core-count.", /service limit/],
  ["400-QuotaExceeded, The following compartment quotas were exceeded", /quota/],
])("stops at once on %s", async (error, advice) => {
  await expect(deploy([state(), failing(error)])).rejects.toThrow(advice);
  expect(clock.slept).toEqual([]);
  expect(unused()).toEqual([]);
});

test("Ctrl-C while it waits: Terraform is not started again, and the same command goes on", async () => {
  const controller = new AbortController();
  clock.sleep = async () => controller.abort();
  await expect(deploy([state(), noRoom, state(), success], { signal: controller.signal })).rejects.toMatchObject({
    exitCode: 130,
    message: expect.stringContaining("goes on from there"),
  });
  expect(placements()).toHaveLength(1);
});

test("says what goes on instead, where the same command would not", async () => {
  const goOn = "npx freehold restore";
  await expect(deploy([state(), failing("400-LimitExceeded")], { goOn })).rejects.toThrow(
    "Then npx freehold restore goes on",
  );
  const controller = new AbortController();
  clock.sleep = async () => controller.abort();
  const stopped = deploy([state(), noRoom], { goOn, signal: controller.signal });
  await expect(stopped).rejects.toThrow("npx freehold restore goes on from there");
  expect(said.at(-1)).toContain("Ctrl-C stops; npx freehold restore goes on.");
});

test("does not send to where a machine would be made again that is there, or was not to go", async () => {
  const goOn = "npx freehold restore";
  const notReady = failing("local-exec provisioner error\n│ The cluster is not ready after 20 minutes.");
  await expect(deploy([state(), notReady], { goOn })).rejects.toThrow(/^(?!.*npx freehold restore)/);
  const declined = deploy([state()], { goOn, confirm: async () => false });
  await expect(declined).rejects.toThrow("No changes were made.");
});

test("asks once, after the plan and before anything is changed: the later tries are of the same plan", async () => {
  const done: string[] = [];
  await deploy([state(), noRoom, state(), success], {
    confirm: async () => done.push(`asked after ${commands().at(-1)?.split(" ")[0]}`) > 0,
    beforeApply: async () => void done.push("before the apply"),
    firstArguments: ["-replace=x"],
  });
  expect(done).toEqual(["asked after show", "before the apply"]);
  expect(commands().filter((args) => args.startsWith("plan"))).toEqual([
    expect.stringMatching(/^plan -input=false -no-color -out=\S+ -replace=x$/),
    expect.stringMatching(/^plan -input=false -no-color -out=\S+$/),
  ]);
});

test("does nothing of what comes before the apply when the user declines", async () => {
  const beforeApply = jest.fn();
  await expect(deploy([state()], { confirm: async () => false, beforeApply })).rejects.toThrow("No changes were made.");
  expect(beforeApply).not.toHaveBeenCalled();
  expect(placements()).toEqual([]);
});

test("a load balancer that is busy with another change is tried again in the same domains, without asking", async () => {
  const busy = failing("409-Conflict, Invalid State Transition of NLB lifeCycle state from Updating to Updating");
  await deploy([state(), busy, state(), busy, state(), success]);
  expect(new Set(placements().map(String))).toEqual(new Set([`${domains[0]},${domains[0]}`]));
  expect(clock.slept).toEqual([30_000, 30_000]);
  expect(unused()).toEqual([]);
});

test("a variable of .env that is left empty is none", async () => {
  process.env.TF_VAR_server_availability_domain = "";
  await deploy([state(), success]);
  expect(placements()).toEqual([[domains[0], domains[0]]]);
});

test("without a list of domains, Terraform takes the region's first, and it is tried again there", async () => {
  await deploy([state(), noRoom, state(), success], { allDomains: [] });
  expect(placements()).toEqual([
    ["", ""],
    ["", ""],
  ]);
  expect(said.join("\n")).toContain("Try 1, after 0 min: server in the first domain, agent in the first domain");
});
