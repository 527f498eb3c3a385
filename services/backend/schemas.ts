import * as z from "zod";
import { eventTypes } from "../contracts/events";
import {
  occurrenceSchema,
  priorities,
  recurrenceSchema,
  reminderStatuses,
  taskSnapshotSchema,
} from "../contracts/task";

/** Years that every part can write with four digits, whatever is counted back from them. */
const firstYear = 1970;
export const lastYear = 9999;
const instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine((text) => {
    const year = new Date(text).getUTCFullYear();
    return year >= firstYear && year <= lastYear;
  }, `needs a year from ${firstYear} to ${lastYear}`)
  .describe("ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z");
/** Postgres stores neither NUL in a text nor half of a surrogate pair in JSON. */
const text = z
  .string()
  .refine((value) => !value.includes("\0") && !/\p{Surrogate}/u.test(value), "has a character that can't be stored");
/** Reminders up to four weeks ahead, in minutes. */
const longestReminder = 28 * 24 * 60;
const title = text.trim().min(1).max(200);
const tags = z
  .array(text.trim().min(1).max(50))
  .max(20)
  .transform((all) => [...new Set(all)]);
const reminders = z
  .array(z.strictObject({ minutesBefore: z.int().min(0).max(longestReminder) }))
  .max(5)
  .transform((all) => [...new Set(all.map(({ minutesBefore }) => minutesBefore))].sort((a, b) => a - b));
const recurrence = z.strictObject({
  rrule: text
    .min(1)
    .max(500)
    .describe(recurrenceSchema.shape.rrule.description ?? ""),
  timeZone: recurrenceSchema.shape.timeZone.min(1).max(100),
});
const description = text.max(10_000);
const priority = z.enum(priorities);

export const createTaskSchema = z.strictObject({
  title,
  description: description.nullish(),
  priority: priority.default("medium"),
  tags: tags.default([]),
  dueAt: instant.nullish(),
  reminders: reminders.default([]),
  recurrence: recurrence.nullish(),
});

/** A field that is not sent stays as it is; `null` empties one that may be empty. */
export const changeTaskSchema = z
  .strictObject({
    title,
    description: description.nullable(),
    priority,
    tags,
    dueAt: instant.nullable(),
    reminders,
    recurrence: recurrence.nullable(),
  })
  .partial()
  .refine((body) => Object.keys(body).length > 0, {
    error: "needs at least one field to change",
    when: ({ issues }) => issues.length === 0,
  });

export const taskSchema = taskSnapshotSchema.extend({
  reminders: z.array(
    z.object({
      minutesBefore: z.int(),
      remindAt: z.iso.datetime().nullable().describe("null while the task has no due date"),
      status: z.enum(reminderStatuses),
    }),
  ),
  occurrence: occurrenceSchema.nullable(),
});

const limit = z.coerce.number().int().min(1).max(100).default(50);
const cursor = z.string().max(200).optional().describe("nextCursor of the page before");

export const listTasksSchema = z.strictObject({
  status: taskSnapshotSchema.shape.status.optional(),
  priority: priority.optional(),
  tag: text.max(50).optional(),
  dueBefore: instant.optional(),
  dueAfter: instant.optional(),
  search: text.max(200).optional().describe("Part of the title or the description, in any case"),
  limit,
  cursor,
});

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable().describe("null on the last page") });

export const listNotificationsSchema = z.strictObject({ limit, cursor });

export const notificationSchema = z.object({
  id: z.uuid(),
  taskId: z.uuid(),
  title: z.string().describe("Title of the task at the time of the reminder"),
  dueAt: z.iso.datetime().nullable(),
  minutesBefore: z.int(),
  remindAt: z.iso.datetime().describe("When the reminder was due"),
  createdAt: z.iso.datetime(),
});

export const historyEntrySchema = z.object({
  eventId: z.uuid(),
  type: z.enum(Object.keys(eventTypes) as [string, ...string[]]),
  actor: z.string(),
  at: z.iso.datetime(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});

export const listDeadLettersSchema = z.strictObject({
  consumer: text.max(100).optional(),
  topic: text.max(100).optional(),
  status: z.enum(["dead", "replaying", "replayed"]).optional(),
  limit,
  cursor,
});

export const deadLetterSchema = z.object({
  id: z.uuid(),
  consumer: z.string(),
  topic: z.string(),
  eventId: z.string(),
  type: z.string().nullable(),
  subject: z.string().nullable(),
  ownerId: z.string().nullable(),
  actor: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
  retries: z.int(),
  replayable: z.boolean(),
  status: z.enum(["dead", "replaying", "replayed"]),
  firstFailedAt: z.iso.datetime(),
  deadAt: z.iso.datetime(),
  replayedAt: z.iso.datetime().nullable(),
  event: z.unknown(),
});

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

export const idParams = z.strictObject({ id: z.uuid() });
