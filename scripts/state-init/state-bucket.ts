import { z } from "zod";
import { type OciClient, OciError } from "../oci/oci-client";
import { OperationError } from "../operations/operation-error";

const bucketSchema = z.object({ versioning: z.string(), publicAccessType: z.string() });

/** Settings of the `oci` backend, as freehold.config.ts takes them. */
export interface StateBucket {
  readonly bucket: string;
  readonly namespace: string;
  readonly region: string;
}

/** The tenancy's object storage namespace. */
export async function objectStorageNamespace(client: OciClient): Promise<string> {
  return z.string().parse(await client.request("GET", `objectstorage.${client.region}`, "/n/"));
}

/**
 * Makes the bucket for Terraform's states, private and with versions. One that exists is left as it is.
 *
 * @param compartmentId where a new bucket is made. Outside of the platform's compartment, which it outlives.
 * @returns whether it was made
 * @throws {OperationError} if one exists that keeps no versions, or is public
 */
export async function createStateBucket(
  client: OciClient,
  { bucket, namespace, region }: StateBucket,
  compartmentId: string,
): Promise<boolean> {
  const host = `objectstorage.${region}`;
  const existing = await client.request("GET", host, `/n/${namespace}/b/${bucket}`).catch((error: unknown) => {
    if (error instanceof OciError && error.status === 404) return undefined;
    throw error;
  });
  if (existing !== undefined) {
    const { versioning, publicAccessType } = bucketSchema.parse(existing);
    if (versioning !== "Enabled" || publicAccessType !== "NoPublicAccess") {
      throw new OperationError(
        `The bucket ${bucket} exists, with versioning ${versioning} and public access ${publicAccessType}: switch versioning on and public access off, or choose another name`,
      );
    }
    return false;
  }
  await client.request("POST", host, `/n/${namespace}/b`, {
    name: bucket,
    compartmentId,
    versioning: "Enabled",
    publicAccessType: "NoPublicAccess",
  });
  return true;
}
