import { envelopeSchema, eventJsonSchema, eventSchema } from "../../../services/contracts/envelope";
import { type EventType, eventTypes, isEventType, typesOfTopic } from "../../../services/contracts/events";
import { claimDays, deadLetterTopic, topicSettings, topics } from "../../../services/contracts/topics";
import { allDefinitions } from "../../../services/definitions";
import { anEvent, aTask, created } from "../../helpers/events";
import { schemaFields } from "../../helpers/schema-fields";

const types = Object.keys(eventTypes) as EventType[];

const envelope = [
  'specversion: "1.0"',
  "id: uuid",
  "source: string, minLength 1",
  "subject: uuid",
  "partitionkey: string, minLength 1",
  "time: date-time",
  'datacontenttype: "application/json"',
  "sequence: integer, exclusiveMinimum 0",
  "ownerid: string, minLength 1",
  "actor: string, minLength 1",
  "traceparent?: string",
  "causationid?: uuid",
];
const taskFields = [
  "id: uuid",
  "ownerId: string, minLength 1",
  "title: string",
  "description: string | null",
  'priority: "low" | "medium" | "high"',
  "tags[]: string",
  'status: "open" | "completed"',
  "dueAt: date-time | null",
  "dueOn?.date: date",
  "dueOn?.timeZone: string",
  "remindFrom?: date-time",
  "reminders[].minutesBefore: integer, minimum 0",
  "recurrence: object | null",
  "recurrence.rrule: string",
  "recurrence.timeZone: string",
  'recurrence.from?: "schedule" | "completion"',
  'recurrence.catchUp?: "all" | "next"',
  "occurrence: object | null",
  "occurrence.seriesId: uuid",
  "occurrence.seriesStart: string",
  "occurrence.localTime: string",
  "snoozedUntil?: date-time",
  "listId?: uuid | null",
  "checklist?[].id: uuid",
  "checklist?[].text: string",
  "checklist?[].done: boolean",
  "position?: string",
  "completedAt: date-time | null",
  "createdAt: date-time",
  "updatedAt: date-time",
  "version: integer, exclusiveMinimum 0",
];
const task = taskFields.map((field) => `task.${field}`);
const before = taskFields.map((field) => `before.${field}`);
const reminder = [
  "reminderId: uuid",
  "taskId: uuid",
  "minutesBefore: integer, minimum 0",
  "remindAt: date-time",
  "snoozed?: boolean",
];
const listFields = [
  "id: uuid",
  "ownerId: string, minLength 1",
  "name: string",
  "colour: string | null",
  "order: number",
  "createdAt: date-time",
  "updatedAt: date-time",
  "version: integer, exclusiveMinimum 0",
];
const list = listFields.map((field) => `list.${field}`);
const listBefore = listFields.map((field) => `before.${field}`);
const data: Record<EventType, string[]> = {
  "freehold.task.created.v1": task,
  "freehold.task.updated.v1": [...before, ...task],
  "freehold.task.completed.v1": [...before, ...task],
  "freehold.task.reopened.v1": [...before, ...task],
  "freehold.task.deleted.v1": before,
  "freehold.task.restored.v1": task,
  "freehold.list.created.v1": list,
  "freehold.list.updated.v1": [...listBefore, ...list],
  "freehold.list.deleted.v1": listBefore,
  "freehold.reminder.scheduled.v1": [...reminder, "previousRemindAt: date-time | null"],
  "freehold.reminder.cancelled.v1": reminder,
  "freehold.reminder.due.v1": [
    ...reminder,
    "title: string",
    "dueAt: date-time | null",
    "dueOn?.date: date",
    "dueOn?.timeZone: string",
  ],
  "freehold.push.requested.v1": ["subscriptionId: uuid"],
  "freehold.channel-test.requested.v1": ['channel: "webhook" | "email"'],
  "freehold.address-code.requested.v1": ['channel: "email"'],
  "freehold.task-update.changed.v1": task,
  "freehold.task-update.removed.v1": ["taskId: uuid"],
  "freehold.list-update.changed.v1": list,
  "freehold.list-update.removed.v1": ["listId: uuid"],
  "freehold.task-update.notified.v1": [
    "notificationId: uuid",
    "taskId: uuid",
    "title: string",
    "dueAt: date-time | null",
    "dueOn?.date: date",
    "dueOn?.timeZone: string",
    "minutesBefore: integer, minimum 0",
    "snoozed?: boolean",
  ],
  "freehold.task-update.read.v1": ["notificationId: uuid", "andOlder: boolean"],
  "freehold.dead-letter.added.v1": ["deadLetterId: uuid", "consumer: string", "code: string"],
};

test.each(types)("the JSON Schema of %s changes only on purpose", (type) => {
  const schema = eventJsonSchema(type);
  expect(schema).toMatchObject({
    type: "object",
    properties: { type: { const: type }, specversion: { const: "1.0" } },
  });
  expect(schema.required).toEqual(
    expect.arrayContaining(["id", "source", "subject", "partitionkey", "time", "sequence", "ownerid", "actor", "data"]),
  );
  expect(schemaFields(schema)).toEqual([...envelope, `type: "${type}"`, ...data[type].map((field) => `data.${field}`)]);
});

test("every type names its version and belongs to one topic, and every topic has types", () => {
  expect(types.filter((type) => !/^freehold\.[a-z-]+\.[a-z]+\.v\d+$/.test(type))).toEqual([]);
  expect(topics.flatMap(typesOfTopic).sort()).toEqual([...types].sort());
  for (const topic of topics) expect(typesOfTopic(topic).length).toBeGreaterThan(0);
  expect(isEventType("toString")).toBe(false);
});

test("attribute names are what CloudEvents allows: lower-case letters and digits", () => {
  expect(
    Object.keys(eventSchema("freehold.task.created.v1").shape).filter((name) => !/^[a-z0-9]{1,20}$/.test(name)),
  ).toEqual([]);
});

test("an envelope is refused without an owner, an actor or a sequence, and keeps what others add", () => {
  const event = created(aTask());
  expect(envelopeSchema.parse({ ...event, pubsubname: "pubsub" })).toMatchObject({ pubsubname: "pubsub" });
  for (const name of ["ownerid", "actor", "sequence", "subject", "id"]) {
    expect(envelopeSchema.safeParse({ ...event, [name]: undefined }).success).toBe(false);
  }
  expect(envelopeSchema.safeParse({ ...event, sequence: 0 }).success).toBe(false);
});

test("a claim outlives every possible redelivery: the topic's retention and the age at which a dead letter is replayed", () => {
  for (const topic of topics) {
    const hours = topicSettings(topic).retentionHours + topicSettings(deadLetterTopic(topic)).retentionHours;
    expect(hours).toBeLessThanOrEqual(claimDays * 24);
  }
});

test("a zone of a whole day that no consumer can read is refused", () => {
  const task = { ...aTask(), dueOn: { date: "2027-01-01", timeZone: "+02:00" } };
  expect(eventSchema("freehold.task.created.v1").safeParse(created(task)).success).toBe(false);
});

test("an event of a release that knew no lists, checklists or positions still parses", () => {
  const { listId, checklist, position, ...before } = aTask();
  expect([listId, checklist, position]).toEqual([undefined, undefined, undefined]);
  const event = eventSchema("freehold.task.completed.v1").parse(
    anEvent("freehold.task.completed.v1", { before, task: before }),
  );
  expect(event.data).toEqual({ before, task: before });
});

test("every topic has a writer and a reader, and no service is declared twice", () => {
  for (const topic of topics) {
    expect(allDefinitions.filter(({ publishes }) => publishes.includes(topic)).length).toBeGreaterThan(0);
    expect(
      allDefinitions.filter(({ subscribes }) => subscribes.some((one) => one.topic === topic)).length,
    ).toBeGreaterThan(0);
  }
  expect(new Set(allDefinitions.map(({ name }) => name)).size).toBe(allDefinitions.length);
});
