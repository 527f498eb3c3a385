import { NetworkPolicyV1, type NetworkPolicyV1Spec } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { Construct } from "constructs";

export type Labels = Record<string, string>;

/** Some pods, or some addresses. */
export interface Peer {
  /**
   * Namespace of the pods.
   * @default the policy's own
   */
  readonly namespace?: string;
  /**
   * Labels of the pods.
   * @default all pods of the namespace
   */
  readonly pods?: Labels;
  /**
   * IPv4 network, instead of pods.
   * @default none: the peer is pods
   */
  readonly cidr?: string;
  /**
   * Networks within `cidr` that are left out.
   * @default none
   */
  readonly except?: string[];
}

export interface NetworkRule {
  readonly name: string;
  /**
   * Labels of the pods that the rule is for.
   * @default all pods of the namespace
   */
  readonly pods?: Labels;
  /**
   * Who may connect to the pods, and on which TCP ports.
   * @default the rule is not about incoming connections
   */
  readonly from?: { peers: Peer[]; ports: number[] };
  /**
   * To whom the pods may connect, and on which TCP ports; with `udp` on the same UDP ports too.
   * @default the rule is not about outgoing connections
   */
  readonly to?: { peers: Peer[]; ports: number[]; udp?: boolean };
}

export interface NetworkRulesProps {
  readonly namespace: string;
  /** Directions that are closed but for the rules. */
  readonly deny: ("Ingress" | "Egress")[];
  readonly rules: NetworkRule[];
}

/**
 * Closes a namespace and opens what the rules name. Ports are those of the pods: a policy is looked at after a Service's
 * address was translated.
 */
export class NetworkRules extends Construct {
  constructor(scope: Construct, id: string, { namespace, deny, rules }: NetworkRulesProps) {
    super(scope, id);
    const policy = (name: string, spec: NetworkPolicyV1Spec) =>
      new NetworkPolicyV1(this, name, { metadata: { name, namespace }, spec });
    policy("default-deny", { podSelector: {}, policyTypes: deny });
    for (const { name, pods, from, to } of rules) {
      policy(name, {
        podSelector: pods ? { matchLabels: pods } : {},
        policyTypes: [...(from ? ["Ingress"] : []), ...(to ? ["Egress"] : [])],
        ...(from && { ingress: [{ from: from.peers.map(peer), ports: from.ports.map(tcp) }] }),
        ...(to && {
          egress: [
            {
              to: to.peers.map(peer),
              ports: to.ports.flatMap((port) => (to.udp ? [tcp(port), udp(port)] : [tcp(port)])),
            },
          ],
        }),
      });
    }
  }
}

const tcp = (port: number) => ({ protocol: "TCP", port: String(port) });
const udp = (port: number) => ({ protocol: "UDP", port: String(port) });

const peer = ({ namespace, pods, cidr, except }: Peer) =>
  cidr
    ? { ipBlock: { cidr, except } }
    : {
        ...(namespace && { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } }),
        podSelector: pods ? { matchLabels: pods } : {},
      };
