import type { Construct } from "constructs";
import type { Pins } from "../../config/pins";
import { requiredVariable } from "../terraform/required-variable";

/** A registry, a repository, an optional tag, and the digest. */
const imageByDigest = "[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+(:[A-Za-z0-9._-]+)?@sha256:[0-9a-f]{64}";

/** A container image by its digest: the pinned one, or else the Terraform variable `<name>_image`. */
export function image(scope: Construct, pins: Pins, name: string, description: string): string {
  const pin = pins.images[name];
  if (pin?.digest) return `${pin.repository}@${pin.digest}`;
  return requiredVariable(scope, `${name}_image`, {
    description: `${description}, for arm64, by digest, such as ghcr.io/owner/${name}@sha256:…`,
    pattern: imageByDigest,
    format: "must be a full image name with its digest: registry/repository@sha256: and 64 hexadecimal digits",
  });
}
