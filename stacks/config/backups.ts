import { z } from "zod";
import { wholeNumber } from "../../services/contracts/whole-number";

/**
 * How many snapshots of etcd the bucket may hold: 20 GB of objects are free in all, and one of a cluster of this size has
 * up to 50 MB.
 */
export const mostSnapshots = 400;

/** The bucket for backups. Always Free holds 20 GB of objects in all. */
export const backupsSchema = z.strictObject({
  retentionDays: wholeNumber("days", 1, 365)
    .default(14)
    .describe("Age at which backups go; the bucket holds at most 400."),
});
