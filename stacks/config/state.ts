import { z } from "zod";

/** Name of a bucket that a state can be kept in. */
export const stateBucketName = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, "must consist of letters, digits, hyphens and underscores: the backend refuses dots");

/**
 * Where Terraform keeps the state of each stack. Anyone who can read a state owns the cluster.
 * Credentials of the `oci` backend are never configuration: it reads them from the environment.
 */
export const stateSchema = z.discriminatedUnion(
  "backend",
  [
    z.strictObject({
      backend: z.literal("local").describe("`local`: files. `oci`: object storage; needs Terraform 1.12 or newer."),
      directory: z
        .string()
        .min(1, "must be a folder, such as .")
        .default(".")
        .describe("Folder of the files, relative to the project."),
    }),
    z.strictObject({
      backend: z
        .literal("oci")
        .describe(
          "Object storage; needs Terraform 1.12 or newer (https://developer.hashicorp.com/terraform/language/backend/oci).",
        ),
      bucket: stateBucketName.describe("An existing bucket with versioning."),
      namespace: z
        .string()
        .regex(/^[A-Za-z0-9_-]+$/, "must be the object storage namespace that `oci os ns get` prints")
        .describe("Object storage namespace: `oci os ns get`."),
      region: z
        .string()
        .regex(/^[a-z]+(-[a-z]+)+-\d+$/, "must be a region identifier, such as eu-frankfurt-1")
        .describe("Region of the bucket, such as eu-frankfurt-1."),
    }),
  ],
  'must name a known backend: set backend to "local" or "oci"',
);

/**
 * The oldest Terraform 1.x that can work with such a state, as its minor version. `terraform_data` came with 1.4
 * (https://developer.hashicorp.com/terraform/language/resources/terraform-data), the `oci` backend with 1.12.
 */
export const oldestTerraform = ({ backend }: z.output<typeof stateSchema>): number => (backend === "oci" ? 12 : 4);
