import { IdentityCompartment } from "@cdktf/provider-oci/lib/identity-compartment";
import type { Construct } from "constructs";
import { BackupBucket } from "./constructs/oci/backup-bucket";
import { ClusterSecurity } from "./constructs/oci/cluster-security";
import { CostGuard } from "./constructs/oci/cost-guard";
import { LoadBalancer } from "./constructs/oci/load-balancer";
import { OciAccount } from "./constructs/oci/oci-account";
import { VirtualNetwork } from "./constructs/oci/virtual-network";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/terraform/freehold-stack";
import { requiredVariable } from "./constructs/terraform/required-variable";

/** All that must exist before a machine does, and outlives every machine. */
export class NetworkStack extends FreeholdStack {
  readonly compartmentId: string;
  readonly subnetId: string;
  readonly security: ClusterSecurity;
  readonly loadBalancer: LoadBalancer;
  readonly backups: BackupBucket;

  constructor(scope: Construct, props: FreeholdStackProps) {
    super(scope, "network", props);
    const { config, tags } = this;
    const { region } = new OciAccount(this);
    const tenancyId = OciAccount.tenancyId(this);

    const compartment = new IdentityCompartment(this, "compartment", {
      compartmentId: tenancyId,
      name: config.project.name,
      description: "An event-driven task platform within Always Free",
      freeformTags: tags,
    });
    const compartmentId = compartment.id;
    new CostGuard(this, "cost-guard", {
      tenancyId,
      compartment: { id: compartment.id, name: compartment.name },
      scope: config.budget.scope,
      alertEmail: config.budget.alertEmail ?? this.askForAlertEmail(),
      name: this.nameOf("always-free"),
      tags,
    });
    const { vcnId, subnetId } = new VirtualNetwork(this, "virtual-network", {
      compartmentId,
      name: config.project.name,
      ...config.network,
      tags,
    });
    this.security = new ClusterSecurity(this, "security", {
      compartmentId,
      vcnId,
      nameOf: (purpose) => this.nameOf(purpose),
      adminCidrs: config.oci.adminCidrs.length > 0 ? config.oci.adminCidrs : [this.askForAdminCidr()],
      ssh: config.oci.sshPublicKey !== undefined,
      tags,
    });
    this.loadBalancer = new LoadBalancer(this, "ingress", {
      compartmentId,
      subnetId,
      securityGroupId: this.security.loadBalancer.groupId,
      name: this.nameOf("ingress"),
      tags,
    });
    this.backups = new BackupBucket(this, "backups", {
      tenancyId,
      compartmentId,
      region,
      name: this.nameOf("backups"),
      retentionDays: config.backups.retentionDays,
      tags,
    });
    this.compartmentId = compartmentId;
    this.subnetId = subnetId;

    this.publish("compartment_id", compartmentId, { description: "OCID of the platform's compartment" });
    this.publish("subnet_id", subnetId, { description: "OCID of the public subnet" });
    this.publish("load_balancer_ip", this.loadBalancer.ipAddress, {
      description: "Public address of the platform; point the domain's A record at it",
    });
    this.publish("backup_bucket", this.backups.bucketName, { description: "Name of the bucket for backups" });
    this.publish("backup_namespace", this.backups.namespace, {
      description: "Object storage namespace of that bucket",
    });
  }

  private askForAlertEmail(): string {
    return requiredVariable(this, "alert_email", {
      description: "E-mail address that is told at the first cent (or set budget.alertEmail in freehold.config.ts)",
      pattern: "[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\\.)+[A-Za-z]{2,}",
      format: "must be an e-mail address",
    });
  }

  private askForAdminCidr(): string {
    return requiredVariable(this, "admin_cidr", {
      description: "Network that may reach the Kubernetes API (or set oci.adminCidrs in freehold.config.ts)",
      pattern: "([0-9]{1,3}\\.){3}[0-9]{1,3}/([1-9]|[12][0-9]|3[0-2])",
      format:
        "must be an IPv4 network in CIDR notation, with no host bits set and not the whole internet, such as 203.0.113.7/32",
      condition: (network) => `\${try(cidrsubnet(${network}, 0, 0) == ${network}, false)}`,
    });
  }
}
