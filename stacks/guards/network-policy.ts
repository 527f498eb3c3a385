import { BlockList } from "node:net";
import { z } from "zod";
import type { SynthesizedResource } from "../ledger/synthesized";

const labelsSchema = z.object({ match_labels: z.record(z.string(), z.string()).default({}) });
const peerSchema = z.object({
  ip_block: z.object({ cidr: z.string(), except: z.array(z.string()).default([]) }).optional(),
  namespace_selector: labelsSchema.optional(),
  pod_selector: labelsSchema.optional(),
});
const portSchema = z.object({ port: z.string(), protocol: z.string() });
const policySchema = z.object({
  metadata: z.object({ namespace: z.string() }),
  spec: z.object({
    pod_selector: labelsSchema,
    policy_types: z.array(z.enum(["Ingress", "Egress"])),
    ingress: z.array(z.object({ from: z.array(peerSchema), ports: z.array(portSchema) })).default([]),
    egress: z.array(z.object({ to: z.array(peerSchema), ports: z.array(portSchema) })).default([]),
  }),
});

type Peer = z.infer<typeof peerSchema>;
export type NetworkPolicy = z.infer<typeof policySchema>;

type Labels = Record<string, string>;

/** The other end of a connection: a pod, or an address outside of the cluster. */
export type End = { namespace: string; labels: Labels } | { ip: string };

export interface Connection {
  /** Namespace of the pod, as the policies name theirs, and labels of the pod. */
  readonly namespace: string;
  readonly labels: Labels;
  readonly direction: "Ingress" | "Egress";
  readonly other: End;
  /** Port of the pod that is connected to. */
  readonly port: number;
  /** Default: TCP. */
  readonly protocol?: "TCP" | "UDP";
}

/** The network policies among the resources. */
export const networkPolicies = (resources: readonly SynthesizedResource[]): NetworkPolicy[] =>
  resources
    .filter(({ type }) => type === "kubernetes_network_policy_v1")
    .map(({ attributes }) => policySchema.parse(attributes));

/**
 * Whether a connection is let through at the pod's end, as Kubernetes decides it: a direction that some policy of the pod
 * names is closed but for the rules of all of them (https://kubernetes.io/docs/concepts/services-networking/network-policies/).
 */
export function allows(policies: readonly NetworkPolicy[], connection: Connection): boolean {
  const { namespace, labels, direction, other, port, protocol = "TCP" } = connection;
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === namespace &&
      spec.policy_types.includes(direction) &&
      matches(spec.pod_selector.match_labels, labels),
  );
  if (selecting.length === 0) return true;
  return selecting
    .flatMap(({ spec }) =>
      direction === "Ingress"
        ? spec.ingress.map(({ from, ports }) => ({ peers: from, ports }))
        : spec.egress.map(({ to, ports }) => ({ peers: to, ports })),
    )
    .some(
      ({ peers, ports }) =>
        (ports.length === 0 || ports.some((open) => open.port === String(port) && open.protocol === protocol)) &&
        (peers.length === 0 || peers.some((peer) => admits(peer, other, namespace))),
    );
}

/** The label that Kubernetes gives every namespace. */
const namespaceLabel = "kubernetes.io/metadata.name";

function admits({ ip_block, namespace_selector, pod_selector }: Peer, other: End, own: string): boolean {
  if ("ip" in other) {
    return (
      ip_block !== undefined && within(ip_block.cidr, other.ip) && !ip_block.except.some((net) => within(net, other.ip))
    );
  }
  if (ip_block) return false;
  const namespaceMatches = namespace_selector
    ? matches(namespace_selector.match_labels, { [namespaceLabel]: other.namespace })
    : other.namespace === own;
  return namespaceMatches && matches(pod_selector?.match_labels ?? {}, other.labels);
}

const matches = (selector: Labels, labels: Labels): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

function within(cidr: string, ip: string): boolean {
  const [network = "", bits = "32"] = cidr.split("/");
  const list = new BlockList();
  list.addSubnet(network, Number(bits));
  return list.check(ip);
}
