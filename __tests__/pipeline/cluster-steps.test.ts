import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Terraform } from "../../scripts/operations/terraform";
import { clusterSteps } from "../../scripts/pipeline/cluster-steps";
import { release } from "../../scripts/pipeline/release";
import { StubProgram } from "../helpers/stub-program";

const [good, bad] = [
  `ghcr.io/owner/freehold@sha256:${"a".repeat(64)}`,
  `ghcr.io/owner/freehold@sha256:${"b".repeat(64)}`,
];
const workloads = ["backend", "notification"];
const { PATH } = process.env;
let platform: Server;
let terraform: StubProgram;
let kubectl: StubProgram;

/** How the platform answers from outside. */
let works = true;

beforeEach(async () => {
  works = true;
  terraform = new StubProgram("terraform");
  kubectl = new StubProgram("kubectl", terraform.folder);
  process.env.PATH = `${terraform.folder}${path.delimiter}${PATH}`;
  platform = createServer((request, response) => {
    if (!works) response.writeHead(503).end();
    else if (request.url === "/") response.end("<title>Freehold</title>");
    else response.writeHead(401).end('{"title":"Unauthorized"}');
  });
  await new Promise<void>((resolve) => platform.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  process.env.PATH = PATH;
  return new Promise((resolve) => platform.close(resolve));
});

const steps = () => {
  const outdir = mkdtempSync(path.join(tmpdir(), "freehold-release-"));
  mkdirSync(path.join(outdir, "stacks", "apps"), { recursive: true });
  writeFileSync(path.join(outdir, "stacks", "apps", "cdk.tf.json"), "{}");
  const { port } = platform.address() as AddressInfo;
  const address = async () => `http://127.0.0.1:${port}`;
  return { ...clusterSteps(new Terraform("apps", outdir), workloads, address, async () => {}), log: () => {} };
};
const terraformAnswers = [
  { match: " init ", always: true },
  { match: " output ", output: JSON.stringify({ image: { value: good } }), always: true },
  { match: " plan ", always: true },
  { match: " show ", output: '{"resource_changes":[]}', always: true },
];
const applied = () =>
  terraform.calls.filter(({ args }) => args.includes(" apply ")).map(({ env }) => env.TF_VAR_freehold_image);
const rollouts = (command: string) =>
  kubectl.calls.flatMap(({ args }) => new RegExp(`rollout ${command} deployment/(\\S+)`).exec(args)?.[1] ?? []);

test("a release applies the image, waits for every workload, and asks from outside", async () => {
  terraform.answer(...terraformAnswers, { match: " apply " });
  kubectl.answer({ match: "rollout status", always: true });
  await release(bad, steps());
  expect(applied()).toEqual([bad]);
  expect(rollouts("status")).toEqual(workloads);
});

test("a platform that answers no more is taken back: every workload, and Terraform to the image in its state", async () => {
  works = false;
  terraform.answer(...terraformAnswers, { match: " apply ", always: true });
  kubectl.answer({ match: "rollout", always: true });
  await expect(release(bad, steps())).rejects.toThrow(`${good} is in service again`);
  expect(applied()).toEqual([bad, good]);
  expect(rollouts("undo")).toEqual(workloads);
});

test("one workload that does not roll out is enough", async () => {
  terraform.answer(...terraformAnswers, { match: " apply ", always: true });
  kubectl.answer({ match: "rollout status deployment/notification", status: 1 }, { match: "rollout", always: true });
  await expect(release(bad, steps())).rejects.toThrow("rollout status deployment/notification --timeout=300s failed");
  expect(kubectl.unused).not.toContainEqual(expect.objectContaining({ status: 1 }));
  expect(applied()).toEqual([bad, good]);
});

test("it is back only when Terraform would change nothing", async () => {
  works = false;
  const change = { address: "kubernetes_deployment_v1.backend", change: { actions: ["update"] } };
  terraform.answer({ match: " show ", output: JSON.stringify({ resource_changes: [change] }) }, ...terraformAnswers, {
    match: " apply ",
    always: true,
  });
  kubectl.answer({ match: "rollout", always: true });
  await expect(release(bad, steps())).rejects.toThrow(`${good} is in service again`);
  expect(applied()).toEqual([bad, good, good]);
});
