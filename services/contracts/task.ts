import * as z from "zod";
import { ianaTimeZone, timeZoneHint } from "./time-zone";

/** A task as events carry it and as the API answers it: one shape, so that history and page never disagree. */
export const priorities = ["low", "medium", "high"] as const;
export const taskStatuses = ["open", "completed"] as const;
export const reminderStatuses = ["requested", "scheduled", "fired", "cancelled"] as const;

/** From when the next occurrence is counted, and what becomes of missed ones. The first of each is the default. */
export const recurrenceStarts = ["schedule", "completion"] as const;
export const catchUps = ["all", "next"] as const;

const instant = z.iso.datetime().describe("UTC instant, ISO 8601");

export const recurrenceSchema = z
  .object({
    rrule: z.string().describe("RFC 5545 recurrence rule, without DTSTART"),
    timeZone: z.string().describe("IANA time zone in which the rule is read"),
    from: z
      .enum(recurrenceStarts)
      .optional()
      .describe("Whether the next occurrence is counted from the due date or from the completion. Default: schedule"),
    catchUp: z
      .enum(catchUps)
      .optional()
      .describe("Whether missed occurrences follow one by one, or only the next in the future. Default: all"),
  })
  .describe("How the task repeats");

/** A day without a time of day. */
export const dueDaySchema = z
  .object({
    date: z.iso.date().describe("As 2026-12-24"),
    timeZone: z.string().describe("IANA time zone in which the day begins and ends"),
  })
  .describe("The day on which the task is due, for one that is due on a whole day: dueAt is its last second");

/** In an event, a time zone that this platform can't read is refused: Intl and a consumer would throw on it later. */
const hasKnownZone = ({ timeZone }: { timeZone: string }) => ianaTimeZone(timeZone) !== undefined;
const unknownZone = { path: ["timeZone"], error: `is unknown: ${timeZoneHint}` };
const publishedRecurrence = recurrenceSchema.refine(hasKnownZone, unknownZone);
export const publishedDueDay = dueDaySchema.refine(hasKnownZone, unknownZone);

/** The place of one task in a series: it names the occurrence permanently, even when its due date is moved. */
export const occurrenceSchema = z.object({
  seriesId: z.uuid(),
  seriesStart: z.string().describe("Local date and time of the first occurrence, without a zone"),
  localTime: z.string().describe("Local date and time that the rule gave for this occurrence, without a zone"),
});

/** One step of a task, to be ticked. */
export const checklistItemSchema = z.object({ id: z.uuid(), text: z.string(), done: z.boolean() });

export const taskSnapshotSchema = z.object({
  id: z.uuid(),
  ownerId: z.string().min(1),
  title: z.string(),
  description: z.string().nullable(),
  priority: z.enum(priorities),
  tags: z.array(z.string()),
  status: z.enum(taskStatuses),
  dueAt: instant.nullable(),
  dueOn: publishedDueDay.optional(),
  remindFrom: instant.optional().describe("What reminders count back from, where it is not dueAt"),
  reminders: z.array(z.object({ minutesBefore: z.int().nonnegative() })),
  recurrence: publishedRecurrence.nullable(),
  occurrence: occurrenceSchema.nullable(),
  snoozedUntil: instant.optional().describe("When the owner wants to be reminded once more, or was"),
  listId: z.uuid().nullable().optional().describe("null: the owner's default list"),
  checklist: z.array(checklistItemSchema).optional().describe("In the order of the owner"),
  position: z.string().optional().describe("Place in the owner's own order, in hexadecimal: the greatest comes first"),
  completedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int().positive().describe("Counts the changes of this task, from 1"),
});

export type Recurrence = z.infer<typeof recurrenceSchema>;
export type DueDay = z.infer<typeof dueDaySchema>;
export type ChecklistItem = z.infer<typeof checklistItemSchema>;
export type Occurrence = z.infer<typeof occurrenceSchema>;
export type TaskSnapshot = z.infer<typeof taskSnapshotSchema>;
export type Priority = (typeof priorities)[number];
