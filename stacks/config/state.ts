import { z } from "zod";

/** Name of a bucket that a state can be kept in. */
export const stateBucketName = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, "must consist of letters, digits, hyphens and underscores: the backend refuses dots");

/**
 * Where Terraform keeps the state of each stack. Whoever can read a state owns the cluster.
 * Credentials of the `oci` backend are never configuration: it reads them from the environment.
 */
export const stateSchema = z.discriminatedUnion(
  "backend",
  [
    z.strictObject({
      /** `local`: files on this machine. `oci`: object storage, which needs Terraform 1.12 or newer. Default: `local`. */
      backend: z.literal("local"),
      /** Folder of the state files, relative to the project. Default: the project's own folder. */
      directory: z.string().min(1, "must be a folder, such as .").default("."),
    }),
    z.strictObject({
      /** Object storage; needs Terraform 1.12 or newer (https://developer.hashicorp.com/terraform/language/backend/oci). */
      backend: z.literal("oci"),
      /** Name of a bucket that exists and keeps versions. Letters, digits, hyphens and underscores. */
      bucket: stateBucketName,
      /** The tenancy's object storage namespace, as `oci os ns get` prints it. */
      namespace: z
        .string()
        .regex(/^[A-Za-z0-9_-]+$/, "must be the object storage namespace that `oci os ns get` prints"),
      /** Region of the bucket, such as eu-frankfurt-1. */
      region: z.string().regex(/^[a-z]+(-[a-z]+)+-\d+$/, "must be a region identifier, such as eu-frankfurt-1"),
    }),
  ],
  'must name a known backend: set backend to "local" or "oci"',
);

/**
 * The oldest Terraform 1.x that can work with such a state, as its minor version. `terraform_data` came with 1.4
 * (https://developer.hashicorp.com/terraform/language/resources/terraform-data), the `oci` backend with 1.12.
 */
export const oldestTerraform = ({ backend }: z.output<typeof stateSchema>): number => (backend === "oci" ? 12 : 4);
