import { DataOciCoreImages } from "@cdktf/provider-oci/lib/data-oci-core-images";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { optionalVariable } from "../terraform/required-variable";

/**
 * The image that a new machine starts from: the one that the variable `ubuntu_image_ocid` names, else the newest Ubuntu 24.04
 * of the region for the free shape. It is looked up by every plan and taken over by none: a node keeps the image that it
 * was made from.
 */
export function nodeImage(scope: Construct, compartmentId: string): string {
  const given = optionalVariable(scope, "ubuntu_image_ocid", {
    description:
      "OCID of an image Canonical Ubuntu 24.04 aarch64 in the home region (https://docs.oracle.com/iaas/images/), for new machines. Default: the newest",
    pattern: "ocid1\\.image\\.[a-z0-9.-]+",
    format: "must be the OCID of an image, beginning with ocid1.image",
  });
  const images = new DataOciCoreImages(scope, "ubuntu-images", {
    count: Token.asNumber(`\${${given} == "" ? 1 : 0}`),
    compartmentId,
    operatingSystem: "Canonical Ubuntu",
    operatingSystemVersion: "24.04",
    // Names the processor too: Arm.
    shape: "VM.Standard.A1.Flex",
    state: "AVAILABLE",
    sortBy: "TIMECREATED",
    sortOrder: "DESC",
    lifecycle: {
      postcondition: [
        {
          condition: `\${length(self.images) > 0}`,
          errorMessage:
            "The region lists no image Canonical Ubuntu 24.04 for VM.Standard.A1.Flex: set TF_VAR_ubuntu_image_ocid.",
        },
      ],
    },
  });
  return `\${coalesce(${given}, one(${images.fqn}[*].images[0].id))}`;
}
