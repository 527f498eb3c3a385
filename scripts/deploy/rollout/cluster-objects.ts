import { z } from "zod";

const metadata = z.object({
  name: z.string(),
  namespace: z.string().default("default"),
  uid: z.string().default(""),
  creationTimestamp: z.string().optional(),
  deletionTimestamp: z.string().optional(),
  generation: z.number().default(0),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
  ownerReferences: z.array(z.object({ kind: z.string(), name: z.string(), uid: z.string().default("") })).default([]),
});

const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().default(""),
  message: z.string().default(""),
});

const terminated = z.object({
  exitCode: z.number().default(0),
  reason: z.string().default(""),
  message: z.string().default(""),
});

const containerState = z.object({
  waiting: z.object({ reason: z.string().default(""), message: z.string().default("") }).optional(),
  running: z.object({ startedAt: z.string().optional() }).optional(),
  terminated: terminated.optional(),
});

const containerStatus = z.object({
  name: z.string(),
  image: z.string().default(""),
  ready: z.boolean().default(false),
  started: z.boolean().nullish(),
  restartCount: z.number().default(0),
  state: containerState.default({}),
  lastState: containerState.default({}),
});
export type ContainerStatus = z.output<typeof containerStatus>;

const podSchema = z.object({
  kind: z.literal("Pod"),
  metadata,
  spec: z
    .object({ containers: z.array(z.object({ name: z.string(), image: z.string().default("") })).default([]) })
    .prefault({}),
  status: z
    .object({
      phase: z.string().default("Pending"),
      reason: z.string().default(""),
      message: z.string().default(""),
      conditions: z.array(condition).default([]),
      initContainerStatuses: z.array(containerStatus).default([]),
      containerStatuses: z.array(containerStatus).default([]),
    })
    .prefault({}),
});
export type Pod = z.output<typeof podSchema>;

const deploymentSchema = z.object({
  kind: z.literal("Deployment"),
  metadata,
  spec: z.object({ replicas: z.number().default(1) }).prefault({}),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      replicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
      conditions: z.array(condition).default([]),
    })
    .prefault({}),
});
export type Deployment = z.output<typeof deploymentSchema>;

const replicaSetSchema = z.object({ kind: z.literal("ReplicaSet"), metadata });
export type ReplicaSet = z.output<typeof replicaSetSchema>;

const listSchema = z.object({
  items: z.array(z.discriminatedUnion("kind", [podSchema, deploymentSchema, replicaSetSchema])),
});

/** Pods, and what makes them, as `kubectl get deployments,replicasets,pods --output=json` prints them. */
export interface ClusterObjects {
  readonly pods: readonly Pod[];
  readonly deployments: readonly Deployment[];
  readonly replicaSets: readonly ReplicaSet[];
}

/** Reads such a list. */
export function clusterObjects(list: unknown): ClusterObjects {
  const { items } = listSchema.parse(list);
  return {
    pods: items.filter((item) => item.kind === "Pod"),
    deployments: items.filter((item) => item.kind === "Deployment"),
    replicaSets: items.filter((item) => item.kind === "ReplicaSet"),
  };
}
