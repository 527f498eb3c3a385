import { CorePublicIp } from "@cdktf/provider-oci/lib/core-public-ip";
import { NetworkLoadBalancerBackendSet } from "@cdktf/provider-oci/lib/network-load-balancer-backend-set";
import { NetworkLoadBalancerListener } from "@cdktf/provider-oci/lib/network-load-balancer-listener";
import { NetworkLoadBalancerNetworkLoadBalancer } from "@cdktf/provider-oci/lib/network-load-balancer-network-load-balancer";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** What the load balancer serves, and on which port; nodes listen on the same. */
export const loadBalancedPorts = { http: 80, https: 443, api: 6443 } as const;
export type LoadBalancedService = keyof typeof loadBalancedPorts;

export interface LoadBalancerProps {
  readonly compartmentId: string;
  readonly subnetId: string;
  readonly securityGroupId: string;
  /** Display name of the load balancer and of its address. */
  readonly name: string;
  readonly tags: Record<string, string>;
}

/**
 * The one network load balancer of a free account, with its one reserved address, which is known before any machine is
 * and outlives them all. Clients' addresses reach the nodes unchanged. The backends belong to the stack of the machines.
 */
export class LoadBalancer extends Construct {
  readonly loadBalancerId: string;
  /** The public IPv4 address. */
  readonly ipAddress: string;
  private readonly backendSets: Record<LoadBalancedService, string>;
  /** What was made last in the load balancer. */
  private last: ITerraformDependable;

  constructor(
    scope: Construct,
    id: string,
    { compartmentId, subnetId, securityGroupId, name, tags }: LoadBalancerProps,
  ) {
    super(scope, id);
    const common = { compartmentId, displayName: name, freeformTags: tags };
    const address = new CorePublicIp(this, "address", {
      ...common,
      lifetime: "RESERVED",
      // The load balancer assigns the address, the provider reads that back, and the next plan would take it away:
      // https://github.com/oracle/terraform-provider-oci/issues/1479
      lifecycle: { ignoreChanges: ["private_ip_id"] },
    });
    const loadBalancer = new NetworkLoadBalancerNetworkLoadBalancer(this, "load-balancer", {
      ...common,
      subnetId,
      isPrivate: false,
      isPreserveSourceDestination: false,
      networkSecurityGroupIds: [securityGroupId],
      // Any later change of this list replaces the load balancer.
      reservedIps: [{ id: address.id }],
    });
    this.last = loadBalancer;
    this.loadBalancerId = loadBalancer.id;
    this.ipAddress = address.ipAddress;
    this.backendSets = {
      http: this.listen("http"),
      https: this.listen("https"),
      api: this.listen("api"),
    };
  }

  /** Name of the backend set that a machine joins to serve clients of a service. */
  backendSetName(service: LoadBalancedService): string {
    return this.backendSets[service];
  }

  /**
   * What the next child of the load balancer has to wait for: Oracle Cloud changes a load balancer for one request at a
   * time, and refuses another meanwhile with 409 ("Invalid State Transition").
   *
   * @param child makes that child, given what it waits for
   */
  private addChild<Child extends ITerraformDependable>(child: (dependsOn: ITerraformDependable[]) => Child): Child {
    const made = child([this.last]);
    this.last = made;
    return made;
  }

  private listen(service: LoadBalancedService): string {
    const port = loadBalancedPorts[service];
    const common = { name: service, networkLoadBalancerId: this.loadBalancerId };
    const backendSet = this.addChild(
      (dependsOn) =>
        new NetworkLoadBalancerBackendSet(this, `${service}-backends`, {
          ...common,
          policy: "FIVE_TUPLE",
          isPreserveSource: true,
          healthChecker: { protocol: "TCP", port },
          dependsOn,
        }),
    );
    this.addChild(
      (dependsOn) =>
        new NetworkLoadBalancerListener(this, `${service}-listener`, {
          ...common,
          defaultBackendSetName: backendSet.name,
          port,
          protocol: "TCP",
          dependsOn,
        }),
    );
    return backendSet.name;
  }
}
