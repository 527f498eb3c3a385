import { z } from "zod";
import type { OciClient } from "../oci/oci-client";
import { OperationError } from "../operations/operation-error";
import type { StateResource } from "../operations/terraform";

const versionsSchema = z.object({ items: z.array(z.object({ name: z.string() })).nullish() });

/**
 * Oracle Cloud keeps a bucket that is not empty, after everything else is gone.
 *
 * @throws {OperationError} before anything is removed, with the command that empties it
 */
export async function refuseFullBuckets(resources: readonly StateResource[], client: () => OciClient): Promise<void> {
  for (const { type, values } of resources) {
    if (type !== "oci_objectstorage_bucket") continue;
    const { name, namespace } = z.object({ name: z.string(), namespace: z.string() }).parse(values);
    const oci = client();
    const target = `/n/${namespace}/b/${name}/objectversions?fields=name&limit=1`;
    const answer = await oci.request("GET", `objectstorage.${oci.region}`, target);
    if ((versionsSchema.parse(answer).items ?? []).length === 0) continue;
    throw new OperationError(
      `The bucket ${name} holds snapshots, and Oracle Cloud removes no bucket that is not empty`,
      {
        fix: `If you want to lose them: oci os object bulk-delete-versions --bucket-name ${name}, or empty it in the console. Then run the same command again`,
      },
    );
  }
}
