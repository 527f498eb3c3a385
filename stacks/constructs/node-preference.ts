import type { NodeRole } from "../config/apps";

/** Label that k3s puts on a node with the control plane. */
const controlPlane = "node-role.kubernetes.io/control-plane";

/** Match expression for the node of a role. */
const expression = {
  server: { key: controlPlane, operator: "In", values: ["true"] },
  agent: { key: controlPlane, operator: "DoesNotExist" },
};

/** Prefers the node of a role, in the form of @cdktf/provider-kubernetes. When that node is down, the other takes the pod. */
export const preferNode = (role: NodeRole) => ({
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 100, preference: { matchExpressions: [expression[role]] } },
    ],
  },
});
