import { type NodeRole, nodeRoles } from "../../services/contracts/node-role";
import type { Config } from "../config";
import type { Resources } from "../config/resources";
import type { PodFootprint } from "./pods";
import { minus, sum, times } from "./resources";

/**
 * Share of a machine's memory that its kernel keeps before the kubelet counts. An assumption: a machine of 6 GB is
 * expected to show about 5.8 GiB; to be checked on a cluster.
 */
const kernelShare = 0.04;

/** What the pods of one Deployment take on one node. */
export interface CapacityEntry {
  pod: string;
  replicas: number;
  surge: number;
  /** Of all replicas. */
  requests: Resources;
  /** Of all replicas and those that a rolling update runs beside them. */
  updating: Resources;
  /** Of all replicas; a container without limits counts with nothing. */
  limits: Resources;
  setting?: string;
  source?: string;
}

/** What a node has, what is taken, and by whom. */
export interface NodeCapacity {
  node: NodeRole;
  machine: Resources;
  /** Memory that the kernel keeps. */
  kernel: Resources;
  kubeReserved: Resources;
  systemReserved: Resources;
  /** Memory below which the kubelet evicts pods. */
  eviction: Resources;
  /** What pods can ask for. */
  allocatable: Resources;
  entries: CapacityEntry[];
  requests: Resources;
  updating: Resources;
  limits: Resources;
  /** What is left while everything is updated at once. */
  left: Resources;
}

/** Fills the nodes with pods: each on the node that it prefers, then the others, one by one, on the emptier node. */
export function capacity(config: Config, pods: readonly PodFootprint[]): NodeCapacity[] {
  const entries: Record<NodeRole, CapacityEntry[]> = { server: [], agent: [] };
  for (const pod of pods.filter(({ node }) => node !== "any")) {
    for (const role of nodeRoles) {
      if (pod.node === role || pod.node === "every") entries[role].push(entry(pod));
    }
  }
  for (const pod of pods.filter(({ node }) => node === "any")) {
    const [server, agent] = nodeRoles.map((role) => nodeCapacity(config, role, entries[role]).left.cpuMillis);
    entries[(agent ?? 0) >= (server ?? 0) ? "agent" : "server"].push(entry(pod));
  }
  return nodeRoles.map((role) => nodeCapacity(config, role, entries[role]));
}

function nodeCapacity(config: Config, node: NodeRole, entries: CapacityEntry[]): NodeCapacity {
  const { ocpus, memoryGb, kubeReserved, systemReserved } = config.nodes[node];
  const machine = { cpuMillis: ocpus * 1000, memoryMib: memoryGb * 1024 };
  const kernel = { cpuMillis: 0, memoryMib: Math.ceil(machine.memoryMib * kernelShare) };
  const eviction = { cpuMillis: 0, memoryMib: config.cluster.evictionHard.memoryAvailableMib };
  const allocatable = minus(machine, kernel, kubeReserved, systemReserved, eviction);
  const total = (key: "requests" | "updating" | "limits") => sum(entries.map((each) => each[key]));
  const updating = total("updating");
  return {
    node,
    machine,
    kernel,
    kubeReserved,
    systemReserved,
    eviction,
    allocatable,
    entries,
    requests: total("requests"),
    updating,
    limits: total("limits"),
    left: minus(allocatable, updating),
  };
}

function entry({ name, replicas, surge, containers, setting, source }: PodFootprint): CapacityEntry {
  const pod = sum(containers.map(({ requests }) => requests));
  return {
    pod: name,
    replicas,
    surge,
    requests: times(pod, replicas),
    updating: times(pod, replicas + surge),
    limits: times(sum(containers.flatMap(({ limits }) => limits ?? [])), replicas),
    setting,
    source,
  };
}
