import { CoreNetworkSecurityGroup } from "@cdktf/provider-oci/lib/core-network-security-group";
import { CoreNetworkSecurityGroupSecurityRule } from "@cdktf/provider-oci/lib/core-network-security-group-security-rule";
import { Construct } from "constructs";

export interface SecurityGroupProps {
  readonly compartmentId: string;
  readonly vcnId: string;
  /** Display name, which says what the group is for. */
  readonly name: string;
  readonly tags: Record<string, string>;
}

/** Who may connect: a network in CIDR notation, or the machines of a security group. */
export type Source = string | SecurityGroup;

/** IP protocol numbers, as the API wants them: text. */
const protocols = { tcp: "6", udp: "17" } as const;

/** What may reach the machines that are in it. They may reach everything. */
export class SecurityGroup extends Construct {
  readonly groupId: string;

  constructor(scope: Construct, id: string, { compartmentId, vcnId, name, tags }: SecurityGroupProps) {
    super(scope, id);
    const group = new CoreNetworkSecurityGroup(this, "group", {
      compartmentId,
      vcnId,
      displayName: name,
      freeformTags: tags,
    });
    this.groupId = group.id;
    new CoreNetworkSecurityGroupSecurityRule(this, "egress", {
      networkSecurityGroupId: group.id,
      direction: "EGRESS",
      protocol: "all",
      destination: "0.0.0.0/0",
      destinationType: "CIDR_BLOCK",
      description: "Everything out",
    });
  }

  /**
   * Lets a source connect to a port.
   *
   * @param id unique in the group
   * @param description what for; stands in the rule
   */
  allow(id: string, protocol: keyof typeof protocols, port: number, source: Source, description: string): void {
    const range = { destinationPortRange: { min: port, max: port } };
    new CoreNetworkSecurityGroupSecurityRule(this, id, {
      networkSecurityGroupId: this.groupId,
      direction: "INGRESS",
      protocol: protocols[protocol],
      source: typeof source === "string" ? source : source.groupId,
      sourceType: typeof source === "string" ? "CIDR_BLOCK" : "NETWORK_SECURITY_GROUP",
      description,
      ...(protocol === "tcp" ? { tcpOptions: range } : { udpOptions: range }),
    });
  }
}
