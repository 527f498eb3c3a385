import { clusterObjects } from "../../../../scripts/deploy/rollout/cluster-objects";
import { podFindings } from "../../../../scripts/deploy/rollout/pod-findings";
import { presentPods, unfinishedRollouts } from "../../../../scripts/deploy/rollout/rollouts";
import { before, container, crashLoop, deployment, now, pod, readyPod } from "./objects";

const findings = (...items: object[]) => podFindings(clusterObjects({ items }).pods, now);
const waiting = (reason: string, message = "") => container({ waiting: { reason, message } });
const unscheduled = (message: string) => ({
  conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message }],
});

test("pods that are ready, done or about to go are no finding", () => {
  const leaving = pod({ containers: [crashLoop(9)] });
  Object.assign(leaving.metadata, { deletionTimestamp: before(1) });
  expect(findings(readyPod("a"), pod({ name: "migrate-1", status: { phase: "Succeeded" } }), leaving)).toEqual([]);
});

test.each<[what: string, item: object, expected: { state: string; severity: string; fix: RegExp }]>([
  [
    "a container that crash-loops",
    pod({ containers: [crashLoop(3)] }),
    { state: "CrashLoopBackOff", severity: "failed", fix: /last log line/ },
  ],
  [
    "one that has crashed twice",
    pod({ containers: [crashLoop(2)] }),
    { state: "CrashLoopBackOff", severity: "waiting", fix: /last log line/ },
  ],
  [
    "one that is out of memory",
    pod({ containers: [crashLoop(4, { exitCode: 137, reason: "OOMKilled" })] }),
    { state: "OOMKilled", severity: "failed", fix: /limits\.memoryMib/ },
  ],
  [
    "a program for another processor",
    pod({ containers: [crashLoop(3, { exitCode: 127, reason: "StartError" })] }),
    { state: "CrashLoopBackOff", severity: "failed", fix: /arm64/ },
  ],
  [
    "a container that has just ended",
    pod({ containers: [container({ terminated: { exitCode: 1, reason: "Error" } })] }),
    { state: "Error", severity: "waiting", fix: /last log line/ },
  ],
  [
    "an image that does not exist",
    pod({ containers: [waiting("ImagePullBackOff", "ghcr.io/you/freehold@sha256:1: not found")] }),
    { state: "ImagePullBackOff", severity: "failed", fix: /must be public/ },
  ],
  [
    "an image whose registry does not answer",
    pod({ age: 60, containers: [waiting("ErrImagePull", "dial tcp: i/o timeout")] }),
    { state: "ErrImagePull", severity: "waiting", fix: /must be public/ },
  ],
  [
    "the same for minutes",
    pod({ age: 300, containers: [waiting("ImagePullBackOff", "dial tcp: i/o timeout")] }),
    { state: "ImagePullBackOff", severity: "failed", fix: /must be public/ },
  ],
  [
    "a Secret that is missing",
    pod({ age: 30, containers: [waiting("CreateContainerConfigError", 'secret "database" not found')] }),
    {
      state: "CreateContainerConfigError",
      severity: "waiting",
      fix: /^The Secret database is missing in freehold: npx freehold deploy platform/,
    },
  ],
  [
    "a key that is missing",
    pod({
      age: 300,
      containers: [waiting("CreateContainerConfigError", "couldn't find key url in Secret freehold/database")],
    }),
    { state: "CreateContainerConfigError", severity: "failed", fix: /^The Secret freehold\/database has no key url/ },
  ],
  [
    "no room",
    pod({ status: unscheduled("0/2 nodes are available: 2 Insufficient memory.") }),
    { state: "Unschedulable", severity: "waiting", fix: /npx freehold ledger/ },
  ],
  [
    "a node that is closed",
    pod({ status: unscheduled("0/2 nodes are available: 1 node(s) were unschedulable") }),
    { state: "Unschedulable", severity: "waiting", fix: /cordoned/ },
  ],
  [
    "a readiness probe that fails",
    pod({ containers: [container({ running: { startedAt: before(100) } }, { started: true })] }),
    { state: "NotReady", severity: "waiting", fix: /database, the broker or its sidecar/ },
  ],
  [
    "a pod that was evicted",
    pod({ status: { phase: "Failed", reason: "Evicted" } }),
    { state: "Evicted", severity: "waiting", fix: /ledger/ },
  ],
  [
    "a pod that is starting",
    pod({ age: 5, containers: [waiting("ContainerCreating")] }),
    { state: "ContainerCreating", severity: "starting", fix: /describe pod/ },
  ],
  [
    "one that has been for long",
    pod({ age: 90, containers: [waiting("ContainerCreating")] }),
    { state: "ContainerCreating", severity: "waiting", fix: /describe pod/ },
  ],
])("%s is told with its state and a fix", (_, item, { state, severity, fix }) => {
  expect(findings(item)).toEqual([
    expect.objectContaining({ namespace: "freehold", state, severity, fix: expect.stringMatching(fix) }),
  ]);
});

test("of several containers the one that keeps the pod back is named, with its image", () => {
  const sidecar = { ...container({ running: {} }), name: "daprd", ready: true };
  expect(findings(pod({ containers: [sidecar, crashLoop(3)] }))).toMatchObject([
    { container: "backend", image: "ghcr.io/you/freehold@sha256:1", log: "previous" },
  ]);
});

test("a Job's pod that fails is not the end: a Job counts its own tries", () => {
  const owner = { kind: "Job", name: "migrate" };
  expect(findings(pod({ owner, containers: [crashLoop(5)] }))).toMatchObject([{ severity: "waiting" }]);
});

test.each([
  ["all is there", {}, 0],
  ["the change is not seen yet", { observedGeneration: 1 }, 1],
  ["a pod is old still", { replicas: 2, updated: 1 }, 1],
  ["a pod is not available", { available: 0 }, 1],
])("a rollout when %s", (_, status, unfinished) => {
  const items = [deployment("backend", status)];
  expect(unfinishedRollouts(clusterObjects({ items }))).toHaveLength(unfinished);
});

test("what keeps a Deployment from making a pod is told", () => {
  const conditions = [{ type: "ReplicaFailure", status: "True", message: "exceeded quota: ledger" }];
  const items = [deployment("backend", { updated: 0, available: 0, conditions })];
  expect(unfinishedRollouts(clusterObjects({ items }))).toMatchObject([{ problem: "exceeded quota: ledger" }]);
});

test("pods of an older ReplicaSet do not count: the rollout is to replace them", () => {
  const replicaSet = (name: string, revision: string) => ({
    kind: "ReplicaSet",
    metadata: {
      name,
      namespace: "freehold",
      annotations: { "deployment.kubernetes.io/revision": revision },
      ownerReferences: [{ kind: "Deployment", name: "backend" }],
    },
  });
  const of = (name: string, set: string) => pod({ name, owner: { kind: "ReplicaSet", name: set } });
  const items = [replicaSet("old", "9"), replicaSet("new", "10"), of("a", "old"), of("b", "new"), pod({ name: "c" })];
  expect(presentPods(clusterObjects({ items })).map(({ metadata }) => metadata.name)).toEqual(["b", "c"]);
});
