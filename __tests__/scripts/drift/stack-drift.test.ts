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

test("the reason is told to its end, though Terraform breaks it into lines, and without what Oracle adds to each", async () => {
  const wrapped =
    "╷\n│ Error: Failed to query available provider packages\n│ \n│ Could not retrieve the list of available versions for provider\n│ hashicorp/tls: could not connect to registry.terraform.io\n│ \n│ To see which\n╵\n";
  expect(await drift({ ...init, status: 1, errors: wrapped })).toMatchObject({
    reason: expect.stringMatching(
      /versions for provider hashicorp\/tls: could not connect to registry\.terraform\.io$/,
    ),
  });
  const oracle =
    "╷\n│ Error: 404-NotAuthorizedOrNotFound, Authorization failed or requested resource not found.\n│ Suggestion: Please contact support\n│ Documentation: https://registry.example\n│ Request Target: GET https://iaas.example\n│ OPC request ID: 1/2\n╵\n";
  expect(await drift(init, applied, { match: " plan ", status: 1, errors: oracle })).toEqual({
    kind: "failed",
    reason: "404-NotAuthorizedOrNotFound, Authorization failed or requested resource not found.",
  });
});

test.each([
  ['Get "https://192.0.2.1:6443/api": dial tcp 192.0.2.1:6443: i/o timeout', "", "6443 unreachable"],
  [
    "401-NotAuthenticated, The required information was not provided.",
    "Suggestion: Please retry or contact support",
    "npx freehold doctor",
  ],
])("%s: the first of several errors is told, and the way out of it", async (title, detail, wayOut) => {
  const errors = `╷\n│ Error: ${title}\n│ \n│ ${detail}\n╵\n╷\n│ Error: another\n╵\n`;
  const finding = await drift(init, applied, { match: " plan ", status: 1, errors });
  expect(finding).toEqual({ kind: "failed", reason: expect.stringContaining(`${title} (`) });
  expect(finding).toMatchObject({ reason: expect.stringContaining(wayOut) });
});

test("the plan, which holds secrets, does not stay", async () => {
  await drift(init, applied, planned, shown("clean"));
  const file = /-out=(\S+)/.exec(terraform.calls.map(({ args }) => args).join())?.[1] ?? "";
  expect(existsSync(path.dirname(file))).toBe(false);
});

test("a machine that was stopped is drift, though no plan would start it", async () => {
  const stopped = JSON.parse(plan("clean"));
  const agent = { address: "oci_core_instance.agent", mode: "managed", type: "oci_core_instance" };
  const resources = [{ ...agent, values: { state: "STOPPED" } }];
  stopped.prior_state = { values: { root_module: { resources } } };
  const answer = { match: "show -json .+plan$", output: JSON.stringify(stopped) };
  expect(await drift(init, applied, planned, answer)).toEqual({
    kind: "drifted",
    differences: [{ address: "oci_core_instance.agent", action: "not running", attributes: ["state STOPPED"] }],
  });
});
