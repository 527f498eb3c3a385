import * as z from "zod";
import { dueDaySchema, priorities, recurrenceSchema } from "../contracts/task";
import { spanKinds } from "../domain/quick-add/read";
import { languages } from "../domain/quick-add/vocabulary";
import { instant } from "./instant";
import { createTaskSchema, listId, longestTitle, noteSchema, timeZoneName } from "./schemas";
import { text } from "./text";

export const quickAddSchema = z.strictObject({
  text: text(longestTitle).describe(
    "A task in words, as: pay rent every month on the 1st 9am #home !high remind 1h before",
  ),
  timeZone: timeZoneName.describe("IANA time zone of the owner, in which dates and times are read"),
  languages: z
    .array(z.enum(languages))
    .min(1)
    .max(languages.length)
    .default(["en"])
    .describe("Languages that the text may be in, the likelier first"),
  listId,
  tags: createTaskSchema.shape.tags.describe("Tags beside those of the text"),
  dueIfNone: z.literal("today").optional().describe("When the task is due if the text names no date. Default: never"),
  saidAt: instant
    .optional()
    .describe(
      "When the text was written, if that was earlier: “tomorrow” is the day after it. The Idempotency-Key does not cover it",
    ),
});

export const quickAddQuery = z.strictObject({
  preview: z
    .enum(["true", "false"])
    .default("false")
    .describe("true: answer what would be created, and create nothing"),
});

export const quickAddPreviewSchema = z.object({
  task: z.object({
    title: z.string(),
    priority: z.enum(priorities),
    tags: z.array(z.string()),
    dueAt: z.iso.datetime().nullable(),
    dueOn: dueDaySchema.optional(),
    reminders: z.array(z.object({ minutesBefore: z.int() })),
    recurrence: recurrenceSchema.nullable(),
  }),
  spans: z
    .array(z.object({ kind: z.enum(spanKinds), start: z.int(), end: z.int() }))
    .describe("Which part of the text became what, in UTF-16 code units; the rest is the title"),
  dates: z.array(z.iso.datetime()).describe("The first three due dates; of whole days, their last seconds"),
  notes: z.array(noteSchema).describe("What clock changes and short months do to the dates"),
});
