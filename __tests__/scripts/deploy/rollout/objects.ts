/** When the tests' cluster is looked at. */
export const now = Date.parse("2026-12-01T12:00:00Z");
export const before = (seconds: number): string => new Date(now - seconds * 1000).toISOString();

interface PodParts {
  name?: string;
  /** Seconds since it was made. */
  age?: number;
  status?: object;
  containers?: object[];
  owner?: { kind: string; name: string };
}

/** A pod that is not ready, as the API answers. */
export const pod = ({ name = "backend-6c8-x1", age = 120, status = {}, containers = [], owner }: PodParts = {}) => ({
  kind: "Pod",
  metadata: {
    name,
    namespace: "freehold",
    uid: name,
    creationTimestamp: before(age),
    ...(owner && { ownerReferences: [owner] }),
  },
  spec: { containers: [{ name: "backend", image: "ghcr.io/you/freehold@sha256:1" }] },
  status: {
    phase: "Pending",
    conditions: [
      { type: "PodScheduled", status: "True" },
      { type: "Ready", status: "False" },
    ],
    containerStatuses: containers,
    ...status,
  },
});

export const readyPod = (name: string) =>
  pod({ name, status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] } });

export const container = (state: object, more: object = {}) => ({
  name: "backend",
  image: "sha256:abc",
  ready: false,
  restartCount: 0,
  state,
  ...more,
});

export const crashLoop = (restartCount: number, ended: object = { exitCode: 1, reason: "Error" }) =>
  container(
    { waiting: { reason: "CrashLoopBackOff", message: "back-off 40s restarting" } },
    { restartCount, lastState: { terminated: ended } },
  );

interface DeploymentParts {
  replicas?: number;
  updated?: number;
  available?: number;
  observedGeneration?: number;
  conditions?: object[];
}

export const deployment = (
  name: string,
  { replicas = 1, updated = 1, available = 1, ...status }: DeploymentParts = {},
) => ({
  kind: "Deployment",
  metadata: { name, namespace: "freehold", generation: 2 },
  spec: { replicas },
  status: {
    observedGeneration: 2,
    replicas: updated,
    updatedReplicas: updated,
    availableReplicas: available,
    ...status,
  },
});
