import { DataOciObjectstorageNamespace } from "@cdktf/provider-oci/lib/data-oci-objectstorage-namespace";
import { IdentityDynamicGroup } from "@cdktf/provider-oci/lib/identity-dynamic-group";
import { IdentityPolicy } from "@cdktf/provider-oci/lib/identity-policy";
import { ObjectstorageBucket } from "@cdktf/provider-oci/lib/objectstorage-bucket";
import { ObjectstorageObjectLifecyclePolicy } from "@cdktf/provider-oci/lib/objectstorage-object-lifecycle-policy";
import { Construct } from "constructs";

export interface BackupBucketProps {
  readonly tenancyId: string;
  readonly compartmentId: string;
  readonly region: string;
  /** Name of the bucket and of what goes with it. */
  readonly name: string;
  /** Days after which a backup, or a version of one that was written over, is deleted. */
  readonly retentionDays: number;
  readonly tags: Record<string, string>;
}

/**
 * A private bucket that the cluster's machines can write to and read from by what they are, without a key. They cannot
 * delete: the bucket does that by age, so that taking over a machine does not take the backups.
 */
export class BackupBucket extends Construct {
  readonly bucketName: string;
  /** The tenancy's object storage namespace. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: BackupBucketProps) {
    super(scope, id);
    const { compartmentId, name, retentionDays, tags } = props;
    const { namespace } = new DataOciObjectstorageNamespace(this, "namespace", { compartmentId: props.tenancyId });
    const bucket = new ObjectstorageBucket(this, "bucket", {
      compartmentId,
      namespace,
      name,
      accessType: "NoPublicAccess",
      versioning: "Enabled",
      freeformTags: tags,
    });
    const policy = this.grantAccess(props);
    const deleteAfterRetention = {
      action: "DELETE",
      isEnabled: true,
      timeAmount: String(retentionDays),
      timeUnit: "DAYS",
    };
    // A bucket has one lifecycle policy; a second resource would replace the first one's rules.
    new ObjectstorageObjectLifecyclePolicy(this, "lifecycle", {
      bucket: bucket.name,
      namespace,
      rules: [
        { ...deleteAfterRetention, name: "delete-old-backups", target: "objects" },
        { ...deleteAfterRetention, name: "delete-old-versions", target: "previous-object-versions" },
        {
          name: "abort-unfinished-uploads",
          action: "ABORT",
          target: "multipart-uploads",
          isEnabled: true,
          timeAmount: "1",
          timeUnit: "DAYS",
        },
      ],
      dependsOn: [policy],
    });
    this.bucketName = bucket.name;
    this.namespace = namespace;
  }

  /** Lets the machines use the bucket, and object storage carry out the lifecycle. */
  private grantAccess({ tenancyId, compartmentId, region, name, tags }: BackupBucketProps): IdentityPolicy {
    // Groups live in the tenancy. Tags cannot stand in a matching rule; the compartment holds no other machine.
    const machines = new IdentityDynamicGroup(this, "machines", {
      compartmentId: tenancyId,
      name: `${name}-writers`,
      description: "The machines of the cluster, which write backups",
      matchingRule: `All {instance.compartment.id = '${compartmentId}'}`,
      freeformTags: tags,
    });
    const within = `in compartment id ${compartmentId}`;
    const permissions = ["OBJECT_INSPECT", "OBJECT_READ", "OBJECT_CREATE"]
      .map((permission) => `request.permission = '${permission}'`)
      .join(", ");
    return new IdentityPolicy(this, "access", {
      compartmentId,
      name,
      description: "Backups: written by the cluster's machines, deleted by age",
      statements: [
        `Allow dynamic-group ${machines.name} to read buckets ${within} where target.bucket.name = '${name}'`,
        `Allow dynamic-group ${machines.name} to manage objects ${within} where all {target.bucket.name = '${name}', any {${permissions}}}`,
        `Allow service objectstorage-${region} to manage object-family ${within}`,
      ],
      freeformTags: tags,
    });
  }
}
