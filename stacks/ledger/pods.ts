import type { IConstruct } from "constructs";
import type { NodeRole } from "../../services/contracts/node-role";
import type { Resources } from "../config/resources";

/** One container as the scheduler counts it. */
export interface ContainerFootprint {
  name: string;
  requests: Resources;
  /** Default: none, so that it may take what is free on its node. */
  limits?: Resources;
}

/** All pods of one Deployment, StatefulSet or DaemonSet. */
export interface PodFootprint {
  name: string;
  /** Node that the pods prefer; `any`: the emptier one; `every`: one on each node (a DaemonSet). */
  node: NodeRole | "any" | "every";
  /** How many run; on each node when `node` is `every`. */
  replicas: number;
  /** How many more run while an update rolls out. */
  surge: number;
  containers: ContainerFootprint[];
  /** Configuration key that sets the requests, for the errors. Absent for what cannot be changed. */
  setting?: string;
  /** Where figures come from that are not ours. */
  source?: string;
}

const declared = new WeakMap<IConstruct, PodFootprint[]>();

/** States which pods a construct brings to the cluster, so that the ledger counts them. */
export const declarePods = (construct: IConstruct, pods: PodFootprint[]): void => {
  declared.set(construct, pods);
};

/** All pods that the constructs under `root` have stated. */
export const declaredPods = (root: IConstruct): PodFootprint[] =>
  root.node.findAll().flatMap((construct) => declared.get(construct) ?? []);

/** Paths of the constructs under `root` that have stated their pods. */
export const countedPaths = (root: IConstruct): string[] =>
  root.node.findAll().flatMap((construct) => (declared.has(construct) ? construct.node.path : []));
