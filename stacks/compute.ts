import type { Construct } from "constructs";
import type { BootstrapStack, NodeRole } from "./bootstrap";
import { ClusterNode } from "./constructs/cluster-node";
import { ClusterReady } from "./constructs/cluster-ready";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/freehold-stack";
import { nodeAddresses } from "./constructs/node-addresses";
import { OciAccount } from "./constructs/oci-account";
import { requiredVariable } from "./constructs/required-variable";
import { restoreSnapshot } from "./constructs/restore-snapshot";
import type { SecurityGroup } from "./constructs/security-group";
import type { NetworkStack } from "./network";

export interface ComputeStackProps extends FreeholdStackProps {
  readonly network: NetworkStack;
  readonly bootstrap: BootstrapStack;
}

/** The two machines, their places behind the load balancer, and the wait until they are a cluster. */
export class ComputeStack extends FreeholdStack {
  constructor(
    scope: Construct,
    private readonly props: ComputeStackProps,
  ) {
    super(scope, "compute", props);
    const { network } = props;
    new OciAccount(this);
    const imageId = requiredVariable(this, "ubuntu_image_ocid", {
      description:
        "OCID of an image Canonical Ubuntu 24.04 aarch64 in the home region (https://docs.oracle.com/iaas/images/)",
      pattern: "ocid1\\.image\\.[a-z0-9.-]+",
      format: "must be the OCID of an image, beginning with ocid1.image",
    });
    const server = this.addNode("server", imageId, [network.security.nodes, network.security.controlPlane], {
      freehold_restore: restoreSnapshot(this),
    });
    const agent = this.addNode("agent", imageId, [network.security.nodes]);
    for (const node of [server, agent]) {
      node.serve("http", network.loadBalancer);
      node.serve("https", network.loadBalancer);
    }
    server.serve("api", network.loadBalancer);
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
      availabilityDomain: requiredVariable(this, `${role}_availability_domain`, {
        description: `Availability domain of the ${role}, as \`oci iam availability-domain list\` prints it`,
        pattern: "[A-Za-z0-9]+:[A-Z0-9-]+-AD-[1-9]",
        format: "must be an availability domain with its prefix, such as abcD:EU-FRANKFURT-1-AD-1",
      }),
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
