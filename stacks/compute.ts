import type { Construct } from "constructs";
import type { NodeRole } from "../services/contracts/node-role";
import type { BootstrapStack } from "./bootstrap";
import { ClusterReady } from "./constructs/cluster/cluster-ready";
import { nodeAddresses } from "./constructs/cluster/node-addresses";
import { restoreSnapshot } from "./constructs/cluster/restore-snapshot";
import { availabilityDomain } from "./constructs/oci/availability-domain";
import { ClusterNode } from "./constructs/oci/cluster-node";
import { nodeImage } from "./constructs/oci/node-image";
import { OciAccount } from "./constructs/oci/oci-account";
import type { SecurityGroup } from "./constructs/oci/security-group";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/terraform/freehold-stack";
import type { NetworkStack } from "./network";

export interface ComputeStackProps extends FreeholdStackProps {
  readonly network: NetworkStack;
  readonly bootstrap: BootstrapStack;
}

/** The two machines, the server's places behind the load balancer, and the wait until they are a cluster. */
export class ComputeStack extends FreeholdStack {
  constructor(
    scope: Construct,
    private readonly props: ComputeStackProps,
  ) {
    super(scope, "compute", props);
    const { network } = props;
    new OciAccount(this);
    const imageId = nodeImage(this, network.compartmentId);
    const { nodes, controlPlane, ingress } = network.security;
    const server = this.addNode("server", imageId, [nodes, controlPlane, ingress], {
      freehold_restore: restoreSnapshot(this),
    });
    const agent = this.addNode("agent", imageId, [nodes]);
    // Traefik runs on the server. The agent's port 80 would lead there too, but k3s's load balancer puts the address of its
    // own pod in the place of the client's: https://github.com/k3s-io/klipper-lb/issues/20
    for (const service of ["http", "https", "api"] as const) server.serve(service, network.loadBalancer);
    const { message } = new ClusterReady(this, "cluster-ready", [server, agent]);

    this.publish("api_ready", message, { description: "Says that the API has answered, and both nodes were Ready" });
    for (const [role, { instanceId, publicIp, privateIp }] of Object.entries({ server, agent })) {
      this.publish(`${role}_id`, instanceId, { description: `OCID of the ${role}` });
      this.publish(`${role}_public_ip`, publicIp, { description: `Public address of the ${role}` });
      this.publish(`${role}_private_ip`, privateIp, { description: `Private address of the ${role}` });
    }
  }

  private addNode(
    role: NodeRole,
    imageId: string,
    groups: SecurityGroup[],
    metadata: Record<string, string> = {},
  ): ClusterNode {
    const { config, network, bootstrap } = this.props;
    return new ClusterNode(this, role, {
      compartmentId: network.compartmentId,
      availabilityDomain: availabilityDomain(this, role, network.compartmentId),
      subnetId: network.subnetId,
      securityGroupIds: groups.map((group) => group.groupId),
      imageId,
      name: this.nameOf(role),
      hostname: role,
      privateIp: nodeAddresses(config)[role],
      size: config.nodes[role],
      userData: bootstrap.userData[role],
      metadata,
      sshPublicKey: config.oci.sshPublicKey,
      tags: this.tags,
    });
  }
}
