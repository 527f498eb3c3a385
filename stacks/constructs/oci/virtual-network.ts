import { CoreDefaultSecurityList } from "@cdktf/provider-oci/lib/core-default-security-list";
import { CoreInternetGateway } from "@cdktf/provider-oci/lib/core-internet-gateway";
import { CoreRouteTable } from "@cdktf/provider-oci/lib/core-route-table";
import { CoreSubnet } from "@cdktf/provider-oci/lib/core-subnet";
import { CoreVcn } from "@cdktf/provider-oci/lib/core-vcn";
import { Construct } from "constructs";

export interface VirtualNetworkProps {
  readonly compartmentId: string;
  /** Display name of all parts. */
  readonly name: string;
  /** Networks in CIDR notation. */
  readonly vcnCidr: string;
  readonly subnetCidr: string;
  readonly tags: Record<string, string>;
}

/**
 * One public subnet behind an internet gateway. A free account has no NAT gateway, so machines reach the internet by
 * public addresses of their own; what reaches them is decided by security groups alone.
 */
export class VirtualNetwork extends Construct {
  readonly vcnId: string;
  readonly subnetId: string;

  constructor(scope: Construct, id: string, { compartmentId, name, vcnCidr, subnetCidr, tags }: VirtualNetworkProps) {
    super(scope, id);
    const common = { compartmentId, displayName: name, freeformTags: tags };
    const vcn = new CoreVcn(this, "vcn", { ...common, cidrBlocks: [vcnCidr], dnsLabel: "freehold" });
    const gateway = new CoreInternetGateway(this, "internet-gateway", { ...common, vcnId: vcn.id });
    const routes = new CoreRouteTable(this, "routes", {
      ...common,
      vcnId: vcn.id,
      routeRules: [{ destination: "0.0.0.0/0", destinationType: "CIDR_BLOCK", networkEntityId: gateway.id }],
    });
    // Rules of a security list and of security groups add up, and the list that comes with a VCN lets SSH in from
    // anywhere. What stays is ICMP for path MTU discovery: machines here use 9000, the internet 1500.
    new CoreDefaultSecurityList(this, "default-security-list", {
      manageDefaultResourceId: vcn.defaultSecurityListId,
      compartmentId,
      freeformTags: tags,
      ingressSecurityRules: [
        { protocol: "1", source: "0.0.0.0/0", icmpOptions: { type: 3, code: 4 }, description: "Path MTU discovery" },
        { protocol: "1", source: vcnCidr, icmpOptions: { type: 3 }, description: "Unreachable, from within" },
      ],
    });
    const subnet = new CoreSubnet(this, "public-subnet", {
      ...common,
      vcnId: vcn.id,
      cidrBlock: subnetCidr,
      dnsLabel: "public",
      routeTableId: routes.id,
      securityListIds: [vcn.defaultSecurityListId],
      prohibitPublicIpOnVnic: false,
    });
    this.vcnId = vcn.id;
    this.subnetId = subnet.id;
  }
}
