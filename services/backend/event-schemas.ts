import * as z from "zod";
import { places } from "./events/summary";
import { instant } from "./instant";
import { cursor, limit, pageOf } from "./schemas";
import { text } from "./text";

export const listEventsSchema = z.strictObject({
  id: z.uuid().optional(),
  task: z.uuid().optional().describe("The task id; of freehold.dead-letter.added.v1 the dead letter's id"),
  type: text(200).optional(),
  owner: text(200).optional(),
  trace: z
    .string()
    .regex(/^[0-9a-f]{32}$/, "must be a trace id: 32 hexadecimal digits")
    .optional(),
  since: instant.optional(),
  until: instant.optional(),
  limit,
  cursor,
});

const summary = z.object({
  id: z.uuid(),
  type: z.string(),
  subject: z.string(),
  ownerId: z.string(),
  actor: z.string(),
  at: z.iso.datetime(),
  traceId: z.string().nullable().describe("null where the place that has the event does not keep it"),
  causedBy: z.string().nullable().describe("The event whose consumer wrote this one"),
  foundIn: z.enum(places),
});

export const eventPageSchema = pageOf(summary).extend({
  searchedTo: z.iso
    .datetime()
    .nullable()
    .describe("How far back the search has looked; null: to the end. A page may be short, or empty, before that"),
  leftOut: z.boolean().describe("Whether more events that the history lacks may match: narrow the filter"),
});

export const eventStorySchema = z.object({
  event: summary,
  topic: z.string().nullable(),
  envelope: z.unknown().optional().describe("The event whole; missing where only its history is left"),
  steps: z.array(
    z.object({
      at: z.iso.datetime().nullable().describe("null where no table records the time"),
      where: z.string(),
      what: z.string(),
    }),
  ),
  trace: z.object({
    id: z.string().nullable(),
    events: z.array(summary.extend({ depth: z.int().describe("Causes above it in the tree") })),
    complete: z.boolean(),
  }),
  notKnown: z.array(z.string()),
});
