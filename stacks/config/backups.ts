import { z } from "zod";
import { wholeNumber } from "./whole-number";

/**
 * How many snapshots of etcd the bucket may hold: 20 GB of objects are free in all, and one of a cluster of this size has
 * up to 50 MB.
 */
export const mostSnapshots = 400;

/** The bucket for backups. Always Free holds 20 GB of objects in all. */
export const backupsSchema = z.strictObject({
  /**
   * Days after which a backup is deleted, 1 to 365, and its version so many days later; with cluster.snapshots.intervalHours
   * at most 400 snapshots in all. Default: 14.
   */
  retentionDays: wholeNumber("days", 1, 365).default(14),
});
