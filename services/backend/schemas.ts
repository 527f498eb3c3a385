import * as z from "zod";
import { eventTypes } from "../contracts/events";
import { fieldCodes, noteCodes, problemCodes } from "../contracts/problem-codes";
import {
  checklistItemSchema,
  dueDaySchema,
  occurrenceSchema,
  priorities,
  recurrenceSchema,
  reminderStatuses,
  taskSnapshotSchema,
} from "../contracts/task";
import { ianaTimeZone, timeZoneHint } from "../contracts/time-zone";
import { problemContentType } from "../runtime/http/problem";
import { schemaMessage } from "../runtime/http/schema-message";
import { instant, yearOutOfReach } from "./instant";
import { line, text } from "./text";

/** Reminders up to four weeks ahead, in minutes. */
export const longestReminder = 28 * 24 * 60;
export const longestTitle = 200;
const title = line(longestTitle);
const tags = z
  .array(line(50))
  .max(20)
  .transform((all) => [...new Set(all)]);
const reminders = z
  .array(z.strictObject({ minutesBefore: z.int().min(0).max(longestReminder) }))
  .max(5)
  .transform((all) => [...new Set(all.map(({ minutesBefore }) => minutesBefore))].sort((a, b) => a - b));
const zoneUnknown = schemaMessage("TIME_ZONE_UNKNOWN", `is unknown: ${timeZoneHint}`);
export const timeZoneName = recurrenceSchema.shape.timeZone
  .min(1)
  .max(100)
  .transform((name, context) => {
    const known = ianaTimeZone(name);
    if (known) return known;
    context.addIssue({ code: "custom", message: zoneUnknown });
    return z.NEVER;
  });
const recurrence = z.strictObject({
  rrule: text(500)
    .min(1)
    .describe(
      "RFC 5545 recurrence rule that repeats daily or slower, without DTSTART. The due date is DTSTART: it counts as the first occurrence, also when the rule does not give it. UNTIL is in UTC. A rule with BYHOUR needs no due date.",
    ),
  timeZone: timeZoneName,
  from: recurrenceSchema.shape.from,
  catchUp: recurrenceSchema.shape.catchUp,
});
export const dueDate = dueDaySchema.shape.date.refine((date) => date >= "1970-01-01" && date <= "9999-12-30", {
  error: yearOutOfReach,
});
const dueOn = z
  .strictObject({ date: dueDate, timeZone: timeZoneName })
  .describe("A whole day on which the task is due, instead of dueAt. Reminders count back from 9:00");
const description = text(10_000);
export const listId = z.uuid().nullish().describe("null: your default list");
const priority = z.enum(priorities);
/** Items of one task. */
const mostItems = 100;
const itemText = line(200);
const checklist = z
  .array(
    z.strictObject({
      id: z.uuid().optional().describe("Of an item that is there already; a new one gets an id"),
      text: itemText,
      done: z.boolean().default(false),
    }),
  )
  .max(mostItems)
  .refine((items) => new Set(items.map(({ id }) => id ?? Symbol())).size === items.length, {
    error: schemaMessage("ITEM_TWICE", "has two items with one id: leave the id of a new item out"),
  });
export const changeItemSchema = z
  .strictObject({ text: itemText, done: z.boolean() })
  .partial()
  .refine((body) => Object.keys(body).length > 0, {
    error: schemaMessage("NOTHING_TO_CHANGE", "needs at least one field to change"),
    when: ({ issues }) => issues.length === 0,
  });

export const createTaskSchema = z.strictObject({
  title,
  description: description.nullish(),
  priority: priority.default("medium"),
  tags: tags.default([]),
  dueAt: instant.nullish(),
  dueOn: dueOn.nullish(),
  reminders: reminders.default([]),
  recurrence: recurrence.nullish(),
  listId,
  // Without a default: an Idempotency-Key stands for the same body in the release before.
  checklist: checklist.optional(),
});

/** A field that is not sent stays as it is; `null` empties one that may be empty. */
export const changeTaskSchema = z
  .strictObject({
    title,
    description: description.nullable(),
    priority,
    tags,
    dueAt: instant.nullable(),
    dueOn: dueOn.nullable(),
    reminders,
    recurrence: recurrence.nullable(),
    listId,
    checklist,
  })
  .partial()
  .refine((body) => Object.keys(body).length > 0, {
    error: schemaMessage("NOTHING_TO_CHANGE", "needs at least one field to change"),
    when: ({ issues }) => issues.length === 0,
  });

export const taskSchema = taskSnapshotSchema.extend({
  dueOn: dueDaySchema.optional(),
  recurrence: recurrenceSchema.nullable(),
  reminders: z.array(
    z.object({
      minutesBefore: z.int(),
      remindAt: z.iso.datetime().nullable().describe("null while the task has no due date"),
      status: z.enum(reminderStatuses),
    }),
  ),
  occurrence: occurrenceSchema.nullable(),
  listId: z.uuid().nullable().describe("null: your default list"),
  checklist: z.array(checklistItemSchema),
  position: z.string().describe("Place in your own order (sort=manual): the greatest comes first"),
});

/** A number in a query, in decimal digits: JavaScript would read 0x10, 1e1 and an empty text as numbers, too. */
const digits = (value: unknown) => (typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value);
export const limit = z.preprocess(digits, z.int().min(1).max(100)).default(50);
export const cursor = z.string().max(200).optional().describe("nextCursor of the page before");

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable().describe("null on the last page") });

export const listNotificationsSchema = z.strictObject({ unread: z.enum(["true", "false"]).optional(), limit, cursor });
export const listHistorySchema = z.strictObject({ limit, cursor });

export const notificationSchema = z.object({
  id: z.uuid(),
  taskId: z.uuid(),
  title: z.string().describe("Title of the task at the time of the reminder"),
  dueAt: z.iso.datetime().nullable(),
  dueOn: dueDaySchema.optional(),
  minutesBefore: z.int(),
  snoozed: z.boolean().describe("Whether you had asked to be reminded once more at that time"),
  remindAt: z.iso.datetime().describe("When the reminder was due"),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable().describe("When you marked it as read"),
});
/** Unread notifications are counted up to here. */
export const unreadCounted = 1_000;
export const notificationPage = pageOf(notificationSchema).extend({
  unread: z.int().describe(`How many are unread, on all pages; ${unreadCounted} for as many or more`),
});

export const historyEntrySchema = z.object({
  eventId: z.uuid(),
  type: z.enum(Object.keys(eventTypes) as [string, ...string[]]),
  actor: z.string(),
  at: z.iso.datetime(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});

const keysOf = <Codes extends object>(codes: Codes) => Object.keys(codes) as [keyof Codes & string];
const values = z.record(z.string(), z.union([z.string(), z.number()])).optional();
export const noteSchema = z.object({
  code: z.enum(keysOf(noteCodes)).describe("What is said, for programs; a release may add some"),
  message: z.string(),
  values,
});
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(keysOf(problemCodes)).describe("Why, for programs; a release may add some"),
  detail: z.string().optional().describe("Why, in English"),
  values: values.describe("What words by the code need"),
  errors: z
    .array(
      z.object({
        field: z.string(),
        code: z.enum(keysOf(fieldCodes)).describe("What is wrong, for programs"),
        message: z.string(),
        values,
        line: z.int().optional().describe("Of a file"),
      }),
    )
    .optional(),
  quota: z
    .object({ name: z.string(), limit: z.int(), resetsAt: z.iso.datetime().nullable() })
    .optional()
    .describe("The quota that is used up"),
});

const problemWords = {
  400: "The request is not valid; errors names each field",
  401: "There is no valid bearer token and no session",
  403: "The token lacks the role or the scope that this needs, or another web page sent the request",
  404: "There is no such thing, or it is not yours",
  409: "It is not in a state that allows this",
  412: "It is not at the version that If-Match names",
  413: "The body is too large, or the event that it would cause",
  414: "The path is too long",
  415: "The body is not of a type that the route takes",
  422: "The Idempotency-Key stands for another request",
  429: "A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again",
  503: "The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again",
} as const;
type ProblemStatus = keyof typeof problemWords;

/** What every route may answer. */
const everywhere = [400, 401, 403, 429, 503] as const;

/** The failures of a route as its schema lists them: those of every route, and `statuses`. */
export const problems = <Status extends ProblemStatus>(...statuses: Status[]) =>
  Object.fromEntries([...everywhere, ...statuses].map((status) => [status, problemResponse(status)])) as Record<
    Status | (typeof everywhere)[number],
    ReturnType<typeof problemResponse>
  >;

const problemResponse = (status: ProblemStatus) => ({
  description: problemWords[status],
  content: { [problemContentType]: { schema: problemSchema } },
});

/** The answer to a request without a body in it. */
export const nothing = (description: string) => z.null().describe(description);

export const idParams = z.strictObject({ id: z.uuid() });
export const itemParams = idParams.extend({ itemId: z.uuid() });

export const moveTaskSchema = z
  .strictObject({
    after: z.uuid().optional().describe("Id of the task below which it goes"),
    before: z.uuid().optional().describe("Id of the task above which it goes"),
  })
  .refine(({ after, before }) => (after === undefined) !== (before === undefined), {
    error: schemaMessage("NOT_NEEDED_TOGETHER", "needs after or before, and not both"),
    when: ({ issues }) => issues.length === 0,
  });
