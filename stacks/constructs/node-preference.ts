import type { NodeRole } from "../config/apps";

/** Label that k3s puts on a node with the control plane. */
export const controlPlane = "node-role.kubernetes.io/control-plane";

const preference = {
  server: { matchExpressions: [{ key: controlPlane, operator: "In", values: ["true"] }] },
  agent: { matchExpressions: [{ key: controlPlane, operator: "DoesNotExist" }] },
};

/** Prefers the node of a role. When that node is down, the other takes the pod. */
export const preferNode = (role: NodeRole) => ({
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: preference[role] }],
  },
});
