import * as z from "zod";

const instant = z.iso.datetime().describe("UTC instant, ISO 8601");

/** A list as events carry it and as the API answers it. The default list of an owner is no such thing: it has no row. */
export const listSnapshotSchema = z.object({
  id: z.uuid(),
  ownerId: z.string().min(1),
  name: z.string(),
  colour: z.string().nullable().describe("As #1a7f37"),
  order: z.number().describe("Lists with smaller numbers come first; the mean of two is between them"),
  createdAt: instant,
  updatedAt: instant,
  version: z.int().positive().describe("Counts the changes of this list, from 1"),
});

export type ListSnapshot = z.infer<typeof listSnapshotSchema>;
