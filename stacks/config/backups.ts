import { z } from "zod";
import { wholeNumber } from "./whole-number";

/** The bucket for backups. Always Free holds 20 GB of objects in all. */
export const backupsSchema = z.strictObject({
  /** Days after which a backup is deleted, 1 to 365. Default: 14. */
  retentionDays: wholeNumber("days", 1, 365).default(14),
});
