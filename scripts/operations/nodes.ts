import { z } from "zod";
import type { NodeRole } from "../../services/contracts/node-role";
import type { Kubectl } from "./kubectl";

const nodesSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
      status: z.object({
        nodeInfo: z.object({ kubeletVersion: z.string() }),
        conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
      }),
    }),
  ),
});

/** A node of the cluster, as the API knows it. */
export interface ClusterNodeState {
  readonly name: string;
  readonly role: NodeRole;
  readonly ready: boolean;
  /** Version of k3s that runs, such as v1.36.5+k3s1. */
  readonly version: string;
}

/** The nodes, the server first. */
export async function clusterNodes(kubectl: Kubectl): Promise<ClusterNodeState[]> {
  const { items } = nodesSchema.parse(await kubectl.readJson(["get", "nodes"]));
  const nodes = items.map(({ metadata, status }) => ({
    name: metadata.name,
    role: "node-role.kubernetes.io/control-plane" in metadata.labels ? ("server" as const) : ("agent" as const),
    ready: status.conditions.some(({ type, status: value }) => type === "Ready" && value === "True"),
    version: status.nodeInfo.kubeletVersion,
  }));
  return nodes.sort((one, other) => Number(other.role === "server") - Number(one.role === "server"));
}
