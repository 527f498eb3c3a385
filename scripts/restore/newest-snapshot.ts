import { z } from "zod";
import type { OciClient } from "../oci/oci-client";
import { OperationError } from "../operations/operation-error";

const objectsSchema = z.object({
  objects: z.array(z.object({ name: z.string() })),
  nextStartWith: z.string().nullish(),
});

/** Where snapshots are kept, as the stack network says in its outputs. */
export interface BackupBucket {
  readonly bucket: string;
  readonly namespace: string;
}

/**
 * The newest snapshot of etcd in the bucket, or the one of the name that is asked for. A name ends with the second, since
 * 1970, in which the snapshot was taken.
 *
 * @throws {OperationError} if there is none, or not that one
 */
export async function findSnapshot(
  client: OciClient,
  { bucket, namespace }: BackupBucket,
  wanted = "newest",
): Promise<{ name: string; taken: Date }> {
  const names: string[] = [];
  for (let start: string | null | undefined = ""; start !== undefined && start !== null; ) {
    const target = `/n/${namespace}/b/${bucket}/o?fields=name&start=${encodeURIComponent(start)}`;
    const page = objectsSchema.parse(await client.request("GET", `objectstorage.${client.region}`, target));
    names.push(...page.objects.map(({ name }) => name));
    start = page.nextStartWith;
  }
  const snapshots = names
    .flatMap((name) => {
      const [, seconds] = /-(\d{10})$/.exec(name) ?? [];
      return seconds ? [{ name, taken: new Date(Number(seconds) * 1000) }] : [];
    })
    .sort((one, other) => other.taken.getTime() - one.taken.getTime());
  const found = wanted === "newest" ? snapshots[0] : snapshots.find(({ name }) => name === wanted);
  if (found) return found;
  const newest = snapshots.slice(0, 5).map(({ name }) => name);
  throw new OperationError(
    newest.length === 0
      ? `The bucket ${bucket} holds no snapshot: nothing can be restored. A cluster without its past is made by npx freehold deploy compute`
      : `The bucket ${bucket} holds no snapshot ${wanted}. The newest are: ${newest.join(", ")}`,
  );
}
