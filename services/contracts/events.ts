import * as z from "zod";
import { listSnapshotSchema } from "./list";
import { operatorsChannels } from "./notification-channels";
import { publishedDueDay, taskSnapshotSchema } from "./task";
import type { Topic } from "./topics";

const instant = z.iso.datetime();

const reminderSchema = z.object({
  reminderId: z.uuid(),
  taskId: z.uuid(),
  minutesBefore: z.int().nonnegative(),
  remindAt: instant.describe("When the reminder is due"),
  snoozed: z.boolean().optional().describe("Whether the owner asked to be reminded once more at that time"),
});

/**
 * Every event of the platform: its topic and the schema of its data. The version is part of the type: `v1` only ever
 * gains optional fields; anything else is a `v2` beside it (docs/how-to/change-an-event-or-a-table.md).
 */
export const eventTypes = {
  "freehold.task.created.v1": { topic: "task-events", data: z.object({ task: taskSnapshotSchema }) },
  "freehold.task.updated.v1": {
    topic: "task-events",
    data: z.object({ before: taskSnapshotSchema, task: taskSnapshotSchema }),
  },
  "freehold.task.completed.v1": {
    topic: "task-events",
    data: z.object({ before: taskSnapshotSchema, task: taskSnapshotSchema }),
  },
  "freehold.task.reopened.v1": {
    topic: "task-events",
    data: z.object({ before: taskSnapshotSchema, task: taskSnapshotSchema }),
  },
  "freehold.task.deleted.v1": { topic: "task-events", data: z.object({ before: taskSnapshotSchema }) },
  "freehold.task.restored.v1": { topic: "task-events", data: z.object({ task: taskSnapshotSchema }) },
  "freehold.list.created.v1": { topic: "task-events", data: z.object({ list: listSnapshotSchema }) },
  "freehold.list.updated.v1": {
    topic: "task-events",
    data: z.object({ before: listSnapshotSchema, list: listSnapshotSchema }),
  },
  "freehold.list.deleted.v1": { topic: "task-events", data: z.object({ before: listSnapshotSchema }) },

  "freehold.reminder.scheduled.v1": {
    topic: "reminders",
    data: reminderSchema.extend({ previousRemindAt: instant.nullable().describe("Set when the reminder was moved") }),
  },
  "freehold.reminder.cancelled.v1": { topic: "reminders", data: reminderSchema },
  "freehold.reminder.due.v1": {
    topic: "reminders",
    data: reminderSchema.extend({ title: z.string(), dueAt: instant.nullable(), dueOn: publishedDueDay.optional() }),
  },
  "freehold.push.requested.v1": {
    topic: "reminders",
    data: z.object({ subscriptionId: z.uuid().describe("The browser that its owner wants to see a message in") }),
  },

  "freehold.channel-test.requested.v1": {
    topic: "reminders",
    data: z.object({ channel: z.enum(operatorsChannels).describe("By which its owner wants to see a message") }),
  },
  "freehold.address-code.requested.v1": {
    topic: "reminders",
    data: z.object({ channel: z.literal("email").describe("Whose address its owner wants to confirm") }),
  },

  "freehold.task-update.changed.v1": { topic: "task-updates", data: z.object({ task: taskSnapshotSchema }) },
  "freehold.task-update.removed.v1": { topic: "task-updates", data: z.object({ taskId: z.uuid() }) },
  "freehold.list-update.changed.v1": { topic: "task-updates", data: z.object({ list: listSnapshotSchema }) },
  "freehold.list-update.removed.v1": { topic: "task-updates", data: z.object({ listId: z.uuid() }) },
  "freehold.task-update.notified.v1": {
    topic: "task-updates",
    data: z.object({
      notificationId: z.uuid(),
      taskId: z.uuid(),
      title: z.string(),
      dueAt: instant.nullable(),
      dueOn: publishedDueDay.optional(),
      minutesBefore: z.int().nonnegative(),
      snoozed: z.boolean().optional().describe("As of the reminder"),
    }),
  },
  "freehold.task-update.read.v1": {
    topic: "task-updates",
    data: z.object({ notificationId: z.uuid(), andOlder: z.boolean() }),
  },
  "freehold.dead-letter.added.v1": {
    topic: "task-updates",
    data: z.object({ deadLetterId: z.uuid(), consumer: z.string(), code: z.string() }),
  },
} as const satisfies Record<string, { topic: Topic; data: z.ZodObject }>;

export type EventType = keyof typeof eventTypes;
export type EventData<T extends EventType> = z.infer<(typeof eventTypes)[T]["data"]>;

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventTypes, type);

export const typesOfTopic = (topic: Topic): EventType[] =>
  (Object.keys(eventTypes) as EventType[]).filter((type) => eventTypes[type].topic === topic);
