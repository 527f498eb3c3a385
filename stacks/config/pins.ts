import { z } from "zod";

const source = z.url("must be the https address where the values were looked up");

/** A Helm chart of an exact version. */
const chartSchema = z.strictObject({
  repository: z.string().regex(/^(https|oci):\/\/\S+$/, "must be an https:// or oci:// address"),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, "must be an exact version, such as 1.2.3"),
  source,
});

/** A container image of an exact digest; null until `npx freehold pins` has looked it up. */
const imageSchema = z.strictObject({
  repository: z
    .string()
    .regex(/^[a-z0-9.-]+(\/[a-z0-9._-]+)+$/, "must be a full image name, such as docker.io/library/redis"),
  tag: z.string().min(1),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits")
    .nullable(),
  /** What it is made for, as the registry says; the nodes are arm64. Empty until it has been looked up. */
  platforms: z
    .array(z.string())
    .refine((all) => all.length === 0 || all.includes("linux/arm64"), "must have linux/arm64, which the nodes are"),
  source,
});

/** An action of a GitHub workflow: a release, and the commit that its tag names. */
const actionSchema = z.strictObject({
  version: z.string().regex(/^v\d+\.\d+\.\d+$/, "must be an exact release, such as v1.2.3"),
  commit: z.string().regex(/^[0-9a-f]{40}$/, "must be the 40 hexadecimal digits of a commit"),
  source,
});

/**
 * Everything that comes from outside by an exact version, checksum or digest. `pins.json` holds it; only `npx freehold pins`
 * writes it. A null is not known yet and becomes a required Terraform variable.
 */
export const pinsSchema = z.strictObject({
  k3s: z.strictObject({
    version: z.string().regex(/^v\d+\.\d+\.\d+\+k3s\d+$/, "must be a k3s release, such as v1.36.5+k3s1"),
    /** Checksum of the binary `k3s-arm64` of that release. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits")
      .nullable(),
    source,
  }),
  /** Helm charts by name. */
  charts: z.strictObject({ dapr: chartSchema, prometheus: chartSchema, grafana: chartSchema }),
  /** Container images by name, other than those that charts name themselves. */
  images: z.record(z.string(), imageSchema),
  /** Actions that the workflows in .github/workflows use, by owner/name. */
  actions: z.record(z.string().regex(/^[\w.-]+\/[\w.-]+$/, "must be owner/name"), actionSchema),
});

export type Pins = z.output<typeof pinsSchema>;
