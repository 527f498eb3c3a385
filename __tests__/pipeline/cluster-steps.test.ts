import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Terraform } from "../../scripts/operations/terraform";
import { clusterSteps } from "../../scripts/pipeline/cluster-steps";
import { release } from "../../scripts/pipeline/release";
import { type StubAnswer, StubProgram } from "../helpers/stub-program";

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
/** The workloads in the cluster, of which these have no pod that is ready. */
const deployments = (...failing: string[]): StubAnswer => ({
  match: "get deployments,replicasets,pods --namespace=freehold",
  output: JSON.stringify({
    items: workloads.flatMap((name) => {
      const available = failing.includes(name) ? 0 : 1;
      const status = { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: available };
      const deployment = { kind: "Deployment", metadata: { name, generation: 1 }, spec: { replicas: 1 }, status };
      const waiting = { reason: "CrashLoopBackOff" };
      const container = { name, restartCount: 3, state: { waiting }, lastState: { terminated: { exitCode: 1 } } };
      const pod = { kind: "Pod", metadata: { name: `${name}-1` }, status: { containerStatuses: [container] } };
      return failing.includes(name) ? [deployment, pod] : [deployment];
    }),
  }),
});
const rollouts = (command: string) =>
  kubectl.calls.flatMap(({ args }) => new RegExp(`rollout ${command} deployment/(\\S+)`).exec(args)?.[1] ?? []);

test("a release applies the image, waits for every workload, and asks from outside", async () => {
  terraform.answer(...terraformAnswers, { match: " apply " });
  kubectl.answer(deployments());
  await release(bad, steps());
  expect(kubectl.unused).toEqual([]);
  expect(applied()).toEqual([bad]);
});

test("a platform that answers no more is taken back: every workload, and Terraform to the image in its state", async () => {
  works = false;
  terraform.answer(...terraformAnswers, { match: " apply ", always: true });
  kubectl.answer({ ...deployments(), always: true }, { match: "rollout undo", always: true });
  await expect(release(bad, steps())).rejects.toThrow(`${good} is in service again`);
  expect(applied()).toEqual([bad, good]);
  expect(rollouts("undo")).toEqual(workloads);
});

test("one workload that crash-loops is enough: the release ends early, and says which pod and why", async () => {
  const said = jest.spyOn(console, "log").mockImplementation(() => {});
  terraform.answer(...terraformAnswers, { match: " apply ", always: true });
  kubectl.answer(
    deployments("notification"),
    { match: "logs notification-1 .*--previous", output: "starting\nError: no such host\n" },
    { ...deployments(), always: true },
    { match: "rollout undo", always: true },
  );
  await expect(release(bad, steps())).rejects.toThrow("Not rolled out: notification (0 of 1 ready)");
  expect(said.mock.calls.join("\n")).toContain("CrashLoopBackOff: it ended with 1, after 3 restarts");
  expect(said.mock.calls.join("\n")).toContain("last log line: Error: no such host");
  expect(applied()).toEqual([bad, good]);
});

test("it is back only when Terraform would change nothing", async () => {
  works = false;
  const change = { address: "kubernetes_deployment_v1.backend", change: { actions: ["update"] } };
  terraform.answer({ match: " show ", output: JSON.stringify({ resource_changes: [change] }) }, ...terraformAnswers, {
    match: " apply ",
    always: true,
  });
  kubectl.answer({ ...deployments(), always: true }, { match: "rollout undo", always: true });
  await expect(release(bad, steps())).rejects.toThrow(`${good} is in service again`);
  expect(applied()).toEqual([bad, good, good]);
});
