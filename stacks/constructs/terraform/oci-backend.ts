import { type DataTerraformRemoteStateConfig, TerraformBackend, TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";

/**
 * Settings of Terraform's `oci` backend that may stand in a file. Credentials are left out on purpose: CDKTF writes these
 * settings into cdktf.out, and the backend reads credentials from the environment
 * (https://developer.hashicorp.com/terraform/language/backend/oci).
 */
export interface OciBackendProps {
  /** Name of a bucket that exists; letters, digits, hyphens and underscores. */
  readonly bucket: string;
  /** The tenancy's object storage namespace. */
  readonly namespace: string;
  /** Region of the bucket. */
  readonly region: string;
  /**
   * Object name of the state. No key may be the beginning of another: deleting a workspace deletes every object whose
   * name starts with its key.
   */
  readonly key: string;
}

/** Keeps a stack's state in Oracle Cloud object storage, locked while in use. Needs Terraform 1.12 or newer. */
export class OciBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly props: OciBackendProps,
  ) {
    super(scope, "backend", "oci");
  }

  /** For synthesis as JSON. */
  protected override synthesizeAttributes() {
    return attributes(this.props);
  }

  /** For synthesis as HCL; without it the block would be empty. */
  protected override synthesizeHclAttributes() {
    return attributes(this.props);
  }

  /** How another stack reads what this one hands on. */
  getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    return new DataTerraformRemoteStateOci(scope, name, this.props);
  }
}

/** Outputs of a stack whose state an OciBackend keeps. */
class DataTerraformRemoteStateOci extends TerraformRemoteState {
  constructor(scope: Construct, id: string, config: OciBackendProps & DataTerraformRemoteStateConfig) {
    super(scope, id, "oci", config);
  }
}

/** The settings under Terraform's names; all are single words, and so the same in both. */
function attributes({ bucket, namespace, region, key }: OciBackendProps) {
  return { bucket, namespace, region, key };
}
