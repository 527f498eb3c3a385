import type { NodeRole } from "../../../services/contracts/node-role";

/** Label that k3s puts on a node with the control plane. */
export const controlPlane = "node-role.kubernetes.io/control-plane";

const preference = {
  server: { matchExpressions: [{ key: controlPlane, operator: "In", values: ["true"] }] },
  agent: { matchExpressions: [{ key: controlPlane, operator: "DoesNotExist" }] },
};

/**
 * Spreads the pods of one release over the nodes, so that a second replica uses the node that is idle. The scheduler
 * weighs it like `preferNode`: the first pod goes to the preferred node, a second one to the emptier of both. Pods of the
 * release before do not count, or every rollout would move a single pod to the other node.
 */
export const spreadOverNodes = (labels: Record<string, string>) => [
  {
    maxSkew: 1,
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: [{ matchLabels: labels }],
    matchLabelKeys: ["pod-template-hash"],
  },
];

/** Prefers the node of a role. When that node is down, the other takes the pod. */
export const preferNode = (role: NodeRole) => ({
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: preference[role] }],
  },
});
