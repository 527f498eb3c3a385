import { CoreInstance } from "@cdktf/provider-oci/lib/core-instance";
import { NetworkLoadBalancerBackend } from "@cdktf/provider-oci/lib/network-load-balancer-backend";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { type LoadBalancedService, type LoadBalancer, loadBalancedPorts } from "./load-balancer";

export interface ClusterNodeProps {
  readonly compartmentId: string;
  readonly availabilityDomain: string;
  readonly subnetId: string;
  readonly securityGroupIds: string[];
  /** OCID of an image for arm64. */
  readonly imageId: string;
  /** Display name. */
  readonly name: string;
  /** Host name within the subnet. */
  readonly hostname: string;
  readonly privateIp: string;
  readonly size: { readonly ocpus: number; readonly memoryGb: number; readonly bootVolumeGb: number };
  /** cloud-init's user data, in base64. */
  readonly userData: string;
  /** What else the machine can read of itself at its metadata service. */
  readonly metadata: Record<string, string>;
  /**
   * Public key for SSH.
   * @default none
   */
  readonly sshPublicKey?: string;
  readonly tags: Record<string, string>;
}

/** A machine of the Always Free shape. No plan replaces it or its disk, with etcd on it, as a side effect. */
export class ClusterNode extends Construct {
  readonly instanceId: string;
  readonly publicIp: string;
  readonly privateIp: string;
  /** When the machine was made. */
  readonly createdAt: string;
  /** Its places behind the load balancer. */
  readonly backends: NetworkLoadBalancerBackend[] = [];

  constructor(scope: Construct, id: string, props: ClusterNodeProps) {
    super(scope, id);
    const { compartmentId, size, name, tags } = props;
    const instance = new CoreInstance(this, "instance", {
      compartmentId,
      availabilityDomain: props.availabilityDomain,
      displayName: name,
      shape: "VM.Standard.A1.Flex",
      shapeConfig: { ocpus: size.ocpus, memoryInGbs: size.memoryGb },
      sourceDetails: {
        sourceType: "image",
        sourceId: props.imageId,
        bootVolumeSizeInGbs: String(size.bootVolumeGb),
      },
      createVnicDetails: {
        subnetId: props.subnetId,
        displayName: name,
        hostnameLabel: props.hostname,
        privateIp: props.privateIp,
        // The way out: a free account has no NAT gateway.
        assignPublicIp: "true",
        nsgIds: props.securityGroupIds,
        freeformTags: tags,
      },
      metadata: {
        ...props.metadata,
        // Of what comes from another stack's state, Terraform does not know that it is secret, and would print it.
        user_data: Fn.sensitive(props.userData),
        ...(props.sshPublicKey ? { ssh_authorized_keys: props.sshPublicKey } : {}),
      },
      instanceOptions: { areLegacyImdsEndpointsDisabled: true },
      isPvEncryptionInTransitEnabled: true,
      availabilityConfig: { recoveryAction: "RESTORE_INSTANCE", isLiveMigrationPreferred: true },
      freeformTags: tags,
      // Each of these replaces the machine or, by a newer image, its boot volume. A replacement is a decision:
      // https://github.com/oracle/terraform-provider-oci/blob/master/internal/service/core/core_instance_resource.go
      lifecycle: { ignoreChanges: ["metadata", "source_details[0].source_id", "availability_domain"] },
    });
    this.instanceId = instance.id;
    this.publicIp = instance.publicIp;
    this.privateIp = instance.privateIp;
    this.createdAt = instance.timeCreated;
  }

  /** Takes a share of the clients of a service. */
  serve(service: LoadBalancedService, loadBalancer: LoadBalancer): void {
    const backend = new NetworkLoadBalancerBackend(this, service, {
      networkLoadBalancerId: loadBalancer.loadBalancerId,
      backendSetName: loadBalancer.backendSetName(service),
      targetId: this.instanceId,
      port: loadBalancedPorts[service],
      // A load balancer takes one change at a time: see LoadBalancer.
      dependsOn: this.backends.slice(-1),
    });
    this.backends.push(backend);
  }
}
