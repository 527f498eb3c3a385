import { PodWatch } from "../../../../scripts/deploy/rollout/watch-pods";
import { stubKubectl } from "../../../helpers/stub-kubectl";
import type { StubAnswer } from "../../../helpers/stub-program";
import { TestClock } from "../../../helpers/test-clock";
import { container, crashLoop, deployment, now, pod, readyPod } from "./objects";

class ClusterClock extends TestClock {
  override now(): number {
    return now + super.now();
  }
}

const cluster = (...items: object[]): StubAnswer => ({
  match: "get deployments,replicasets,pods",
  output: JSON.stringify({ items }),
});
const logs: StubAnswer = {
  match: "logs .*--previous",
  output: "starting\nError: connect ECONNREFUSED\n",
  always: true,
};

function watch(...answers: StubAnswer[]) {
  const said: string[] = [];
  const { kubectl, program } = stubKubectl(...answers);
  const options = {
    kubectl,
    namespaces: ["freehold"],
    clock: new ClusterClock(),
    say: (line: string) => said.push(line),
  };
  return { watch: new PodWatch(options), said, program };
}
/** What Terraform does meanwhile: it ends when it is asked to. */
const untilAborted = (abort: AbortSignal) =>
  new Promise<string>((resolve) => abort.addEventListener("abort", () => resolve("stopped")));

test("an apply that waits for a pod that crash-loops is stopped, and the pod is shown with its last log line", async () => {
  const { watch: pods, said } = watch(
    cluster(),
    cluster(pod({ age: 5 })),
    cluster(pod({ containers: [crashLoop(1)] })),
    cluster(pod({ containers: [crashLoop(3)] })),
    logs,
  );
  const { result, failed } = await pods.during(untilAborted);
  expect(result).toBe("stopped");
  expect(failed).toMatchObject([{ pod: "backend-6c8-x1", state: "CrashLoopBackOff" }]);
  expect(said[0]).toBe(`freehold/backend-6c8-x1, container backend: CrashLoopBackOff: it ended with 1, after 1 restarts
    image: ghcr.io/you/freehold@sha256:1
    last log line: Error: connect ECONNREFUSED
    fix: Its last log line says why: most often a secret or an address in .env that is wrong`);
});

test("pods that crash-looped before do not stop it: the work may fix them", async () => {
  const broken = cluster(pod({ containers: [crashLoop(9)] }));
  const { watch: pods, said } = watch(broken, { ...broken, always: true });
  const work = async () => "done";
  expect(await pods.during(work)).toEqual({ result: "done", failed: [] });
  expect(said).toEqual([]);
});

test("a rollout is waited for, and each state of a pod is told once", async () => {
  const waiting = pod({ containers: [container({ running: {} }, { started: true })] });
  const { watch: pods, said } = watch(
    cluster(deployment("backend", { available: 0 }), waiting),
    cluster(deployment("backend", { available: 0 }), waiting),
    { match: "get deployments", status: 1 },
    cluster(deployment("backend"), readyPod("backend-6c8-x1")),
    { match: "logs", output: "waiting for the database\n", always: true },
  );
  await pods.rolledOut();
  expect(said.filter((line) => line.includes("NotReady"))).toHaveLength(1);
  expect(said.filter((line) => line.startsWith("Waiting for backend"))).toHaveLength(1);
});

test("a rollout that has failed ends at once; one that only lasts, after ten minutes, with what is known", async () => {
  const failing = cluster(deployment("backend", { available: 0 }), pod({ containers: [crashLoop(3)] }));
  await expect(watch(failing, logs).watch.rolledOut()).rejects.toThrow("Not rolled out: backend (0 of 1 ready)");
  const lasting = cluster(deployment("backend", { available: 0 }), pod({ age: 1 }));
  const { watch: pods, said, program } = watch({ ...lasting, always: true });
  await expect(pods.rolledOut()).rejects.toThrow("run the same command again: what runs stays");
  expect(program.calls.length).toBeGreaterThan(100);
  expect(said.join()).toContain("no container has been started");
});
