import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import type { PodFootprint } from "../../stacks/ledger/pods";
import { quantities } from "../../stacks/ledger/resources";

const quantitiesSchema = z.object({ cpu: z.string(), memory: z.string() });
// With its keys in the order that `counted` has.
const resourcesSchema = z.object({ requests: quantitiesSchema, limits: quantitiesSchema });
const podSpecSchema = z.looseObject({
  containers: z.array(
    z.looseObject({
      name: z.string(),
      args: z.array(z.string()).default([]),
      ports: z.array(z.object({ name: z.string().optional(), containerPort: z.number() })).default([]),
      resources: z.unknown(),
    }),
  ),
  initContainers: z.array(z.looseObject({ name: z.string() })).default([]),
});
const workloadSchema = z.looseObject({
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
  spec: z.looseObject({
    replicas: z.number().default(1),
    strategy: z.looseObject({ type: z.string().optional() }).default({}),
    updateStrategy: z.looseObject({ type: z.string().optional() }).default({}),
    template: z.looseObject({
      metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
      spec: podSpecSchema,
    }),
  }),
});

const kinds = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "ReplicaSet"];

/** Everything among the objects that makes pods. */
export const workloads = (objects: readonly KubernetesObject[]) =>
  objects.filter(({ kind }) => kinds.includes(kind)).map((object) => workloadSchema.parse(object));
export type Workload = ReturnType<typeof workloads>[number];

/** What a workload takes, in the ledger's form; fails for a container without requests or limits. */
export const taken = ({ kind, spec }: Workload) => ({
  replicas: spec.replicas,
  // A DaemonSet and a StatefulSet replace their pods one by one.
  surge: kind === "Deployment" && spec.strategy.type !== "Recreate" ? 1 : 0,
  containers: inOrder(
    [...spec.template.spec.initContainers, ...spec.template.spec.containers].map(({ resources }) =>
      resourcesSchema.parse(resources),
    ),
  ),
});

/** What the ledger counted for the pods, in the same form. */
export const counted = ({ replicas, surge, containers }: PodFootprint) => ({
  replicas,
  surge,
  containers: inOrder(
    containers.map(({ requests, limits }) => ({
      requests: quantities(requests),
      limits: limits && quantities(limits),
    })),
  ),
});

/** Containers in an order that does not depend on where they stand in their pod. */
const inOrder = <T>(containers: T[]): string[] => containers.map((container) => JSON.stringify(container)).sort();

/** The workloads by the ledger's shorter names; fails for one that the ledger does not know. */
export const byLedgerName = (all: readonly Workload[], pods: readonly PodFootprint[]): [string, Workload][] =>
  all.map((workload) => {
    const pod = pods.find(({ name }) => workload.metadata.name.endsWith(name));
    if (!pod) throw new Error(`the ledger does not count ${workload.kind} ${workload.metadata.name}`);
    return [pod.name, workload];
  });
