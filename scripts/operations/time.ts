import { z } from "zod";

/** A time as an option takes it. */
export const time = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], "must be a time, as 2026-03-01T08:00:00Z, or a day")
  .transform((text) => new Date(text));
