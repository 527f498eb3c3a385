/** The nodes of the cluster by their role: the server runs the control plane, the agent only workloads. */
export const nodeRoles = ["server", "agent"] as const;
export type NodeRole = (typeof nodeRoles)[number];
