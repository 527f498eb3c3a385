import type { ClusterObjects, Deployment, Pod } from "./cluster-objects";

/** A Deployment whose pods are not all there, in their present form. */
export interface UnfinishedRollout {
  readonly namespace: string;
  readonly name: string;
  /** How far it is. */
  readonly state: string;
  /** What Kubernetes says, where it cannot make a pod at all. */
  readonly problem?: string;
}

const revision = "deployment.kubernetes.io/revision";

/** The Deployments that have not rolled out, by the rules of `kubectl rollout status`. */
export function unfinishedRollouts({ deployments }: ClusterObjects): UnfinishedRollout[] {
  return deployments.flatMap((deployment) => {
    const { metadata, spec, status } = deployment;
    const { name, namespace } = metadata;
    const isDone =
      status.observedGeneration >= metadata.generation &&
      status.updatedReplicas >= spec.replicas &&
      status.replicas <= status.updatedReplicas &&
      status.availableReplicas >= spec.replicas;
    if (isDone) return [];
    const problem = problemOf(deployment);
    const state = `${Math.min(status.availableReplicas, status.updatedReplicas)} of ${spec.replicas} ready`;
    return [{ namespace, name, state, ...(problem && { problem }) }];
  });
}

/** Why there is no pod to look at: a quota, a policy or a webhook refuses it. */
function problemOf({ status }: Deployment): string | undefined {
  const failure = status.conditions.find(({ type, status: value }) => type === "ReplicaFailure" && value === "True");
  return failure?.message;
}

/** The pods that a rollout is waiting for: those of each Deployment's newest ReplicaSet, and those without a Deployment. */
export function presentPods({ pods, replicaSets }: ClusterObjects): Pod[] {
  const newest = new Map<string, { name: string; revision: number }>();
  for (const { metadata } of replicaSets) {
    const owner = metadata.ownerReferences.find(({ kind }) => kind === "Deployment");
    const key = owner && `${metadata.namespace}/${owner.name}`;
    const number = Number(metadata.annotations[revision] ?? 0);
    if (key && number >= (newest.get(key)?.revision ?? -1)) newest.set(key, { name: metadata.name, revision: number });
  }
  const present = new Set([...newest.values()].map(({ name }) => name));
  const isOfDeployment = new Set(
    replicaSets
      .filter(({ metadata }) => metadata.ownerReferences.some(({ kind }) => kind === "Deployment"))
      .map(({ metadata }) => metadata.name),
  );
  return pods.filter(({ metadata }) => {
    const owner = metadata.ownerReferences.find(({ kind }) => kind === "ReplicaSet");
    return !owner || !isOfDeployment.has(owner.name) || present.has(owner.name);
  });
}
