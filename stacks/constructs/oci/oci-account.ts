import { OciProvider } from "@cdktf/provider-oci/lib/provider";
import { Construct } from "constructs";
import { requiredVariable } from "../terraform/required-variable";

/**
 * The account that a stack works in, and the provider for it. Credentials are no part of a stack: the provider takes them
 * from the environment or from ~/.oci/config
 * (https://docs.oracle.com/en-us/iaas/Content/dev/terraform/configuring.htm#api-key-auth).
 */
export class OciAccount extends Construct {
  /** Region identifier, such as eu-frankfurt-1; Always Free resources exist in the home region only. */
  readonly region: string;

  constructor(scope: Construct) {
    super(scope, "account");
    this.region = requiredVariable(scope, "region", {
      description: "Home region of the Oracle Cloud account, such as eu-frankfurt-1",
      pattern: "[a-z]+(-[a-z]+)+-[0-9]+",
      format: "must be a region identifier, such as eu-frankfurt-1",
    });
    new OciProvider(this, "oci", { region: this.region });
  }

  /** OCID of the tenancy, asked for as the variable `tenancy_ocid`. */
  static tenancyId(scope: Construct): string {
    return requiredVariable(scope, "tenancy_ocid", {
      description: "OCID of the tenancy, as the console shows it under Tenancy details",
      pattern: "ocid1\\.tenancy\\.[a-z0-9.-]+",
      format: "must be the OCID of a tenancy, beginning with ocid1.tenancy",
    });
  }
}
