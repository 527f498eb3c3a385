import * as z from "zod";
import { listSnapshotSchema } from "../contracts/list";
import { largestOrder } from "../domain/lists";
import { schemaMessage } from "../runtime/http/schema-message";
import { cursor, limit } from "./schemas";
import { line } from "./text";

const name = line(100);
const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, { error: schemaMessage("NOT_A_COLOUR", "must be a colour such as #1a7f37") })
  .overwrite((text) => text.toLowerCase());
const order = z
  .number()
  .min(-largestOrder)
  .max(largestOrder)
  .describe("Lists with smaller numbers come first; the mean of two is between them");

export const createListSchema = z.strictObject({ name, colour: colour.nullish(), order: order.optional() });

/** A field that is not sent stays as it is; `null` empties one that may be empty. */
export const changeListSchema = z
  .strictObject({ name, colour: colour.nullable(), order })
  .partial()
  .refine((body) => Object.keys(body).length > 0, {
    error: schemaMessage("NOTHING_TO_CHANGE", "needs at least one field to change"),
    when: ({ issues }) => issues.length === 0,
  });

export const listSchema = listSnapshotSchema;

export const listListsSchema = z.strictObject({ limit, cursor });

export const deleteListSchema = z.strictObject({
  tasks: z
    .literal("move")
    .optional()
    .describe("Move its tasks to your default list first; without it they keep the list"),
});

export const leftSchema = z
  .object({ left: z.int().describe("Tasks that the list still has") })
  .describe("Some of its tasks are moved: send the request again until it answers 204");
