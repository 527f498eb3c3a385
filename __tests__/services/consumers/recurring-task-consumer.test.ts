import { v7 as uuidv7 } from "uuid";
import type { Recurrence, TaskSnapshot } from "../../../services/contracts/task";
import { consumer } from "../../../services/recurring-task-consumer/consumer";
import { feed } from "../../helpers/consumer";
import { useDatabase } from "../../helpers/database";
import { anEvent, aTask } from "../../helpers/events";

const db = useDatabase();
const seriesId = "0192f0c0-0000-7000-8000-000000000001";

const recurring = (changes: Partial<TaskSnapshot> = {}) =>
  aTask({
    dueAt: "2026-10-31T13:00:00.000Z",
    priority: "high",
    tags: ["garden"],
    reminders: [{ minutesBefore: 30 }],
    recurrence: { rrule: "FREQ=DAILY", timeZone: "America/New_York" },
    occurrence: { seriesId, seriesStart: "2026-10-31T09:00:00", localTime: "2026-10-31T09:00:00" },
    ...changes,
  });
const completed = (task: TaskSnapshot, completedAt: string | null = null, sequence = 1) =>
  anEvent(
    "freehold.task.completed.v1",
    { before: task, task: { ...task, status: "completed", completedAt } },
    { subject: task.id, sequence },
  );

const reopened = (task: TaskSnapshot, sequence = 2, completedAt: string | null = null) =>
  anEvent(
    "freehold.task.reopened.v1",
    { before: { ...task, status: "completed", completedAt }, task },
    { subject: task.id, sequence },
  );

test("subscribes to task-events and handles completions, and their undoing", () => {
  expect(consumer.name).toBe("recurring-task-consumer");
  expect(consumer.subscribes).toEqual([{ topic: "task-events", delivery: "shared" }]);
  expect(Object.keys(consumer.on)).toEqual(["freehold.task.completed.v1", "freehold.task.reopened.v1"]);
});

test("a completed recurring task leads to its next occurrence, and to the events that tell of it", async () => {
  const task = recurring();
  const event = completed(task);
  const emitted = await feed(db, consumer, event);
  expect(emitted.map(({ topic, type }) => [topic, type])).toEqual([
    ["task-events", "freehold.task.created.v1"],
    ["task-updates", "freehold.task-update.changed.v1"],
  ]);
  for (const { actor, ownerid, source, traceparent, sequence } of emitted) {
    expect({ actor, ownerid, source }).toEqual({
      actor: "recurring-task-consumer",
      ownerid: "ann",
      source: "/freehold/recurring-task-consumer",
    });
    expect(sequence).toBe(1);
    // The same trace, another span.
    expect(traceparent.slice(0, 35)).toBe(event.traceparent?.slice(0, 35));
    expect(traceparent).not.toBe(event.traceparent);
  }
  expect(emitted[0]?.data.task).toMatchObject({
    title: task.title,
    priority: "high",
    tags: ["garden"],
    status: "open",
    dueAt: "2026-11-01T14:00:00.000Z",
    reminders: [{ minutesBefore: 30 }],
    occurrence: { seriesId, seriesStart: "2026-10-31T09:00:00", localTime: "2026-11-01T09:00:00" },
  });
  const task0 = emitted[0]?.data.task as TaskSnapshot;
  expect(task0.id).not.toBe(task.id);
});

test("the next occurrence is in the list of the task, and in the default list once that is deleted", async () => {
  const listId = uuidv7();
  const next = async (localTime: string) => {
    const occurrence = { seriesId: uuidv7(), seriesStart: localTime, localTime };
    const [created] = await feed(db, consumer, completed(recurring({ listId, occurrence })));
    return created?.data.task;
  };
  await db.database.query(
    `insert into freehold.lists (id, owner_id, actor, name, position, created_at, updated_at, version)
     values ($1, 'ann', 'ann', 'Garden', 0, now(), now(), 1)`,
    [listId],
  );
  expect(await next("2027-03-01T09:00:00")).toMatchObject({ listId });
  await db.database.query("delete from freehold.lists where id = $1", [listId]);
  expect(await next("2027-03-02T09:00:00")).toMatchObject({ listId: null });
});

test("a completion that an earlier release wrote, without list and checklist, leads to an occurrence without them", async () => {
  const { listId, checklist, ...task } = recurring({
    occurrence: { seriesId: uuidv7(), seriesStart: "2027-04-01T09:00:00", localTime: "2027-04-01T09:00:00" },
  });
  expect([listId, checklist]).toEqual([undefined, undefined]);
  const [created] = await feed(db, consumer, completed(task));
  expect(created?.data.task).toMatchObject({ listId: null, checklist: [] });
});

test("a moved occurrence leads to the date that the series has next", async () => {
  const place = { seriesId: uuidv7(), seriesStart: "2027-01-31T09:00:00", localTime: "2027-01-31T09:00:00" };
  const moved = recurring({
    dueAt: "2027-02-01T08:00:00.000Z",
    recurrence: { rrule: "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", timeZone: "Europe/Berlin" },
    occurrence: place,
  });
  const [created] = await feed(db, consumer, completed(moved));
  expect(created?.data.task).toMatchObject({
    dueAt: "2028-01-31T08:00:00.000Z",
    occurrence: { ...place, localTime: "2028-01-31T09:00:00" },
  });
});

test("a task of a whole day leads to one, also where the last second of the day comes twice", async () => {
  // The clocks go back at the end of 3 April 2027 there: 23:59:59 comes twice.
  const timeZone = "America/Santiago";
  const task = recurring({
    dueAt: "2027-04-03T02:59:59.000Z",
    dueOn: { date: "2027-04-02", timeZone },
    recurrence: { rrule: "FREQ=DAILY", timeZone },
    occurrence: { seriesId: uuidv7(), seriesStart: "2027-04-02T23:59:59", localTime: "2027-04-02T23:59:59" },
  });
  const [created] = await feed(db, consumer, completed(task, "2027-04-02T15:00:00.000Z"));
  expect(created?.data.task).toMatchObject({
    dueAt: "2027-04-04T03:59:59.000Z",
    dueOn: { date: "2027-04-03", timeZone },
    remindFrom: "2027-04-03T12:00:00.000Z",
    occurrence: { localTime: "2027-04-03T23:59:59" },
  });
});

test("an occurrence can be created only once, also by a second completion of the same one", async () => {
  const own = recurring({
    occurrence: { seriesId: uuidv7(), seriesStart: "2026-10-31T09:00:00", localTime: "2026-10-31T09:00:00" },
  });
  expect(await feed(db, consumer, completed(own))).toHaveLength(2);
  expect(await feed(db, consumer, completed({ ...own, id: uuidv7() }))).toEqual([]);
});

test.each([
  [
    "a wrong rule",
    { rrule: "FREQ=DAILY;INTERVAL=2,1", timeZone: "UTC" },
    "RULE_VIOLATED",
    "recurrence.rrule: INTERVAL",
  ],
  [
    "a COUNT that takes too many steps",
    { rrule: "FREQ=YEARLY;BYYEARDAY=1,2;COUNT=9999", timeZone: "UTC" },
    "RULE_VIOLATED",
    "recurrence.rrule: needs more than",
  ],
  ["an offset as time zone", { rrule: "FREQ=DAILY", timeZone: "+02:00" }, "EVENT_INVALID", "recurrence.timeZone"],
])("%s makes a dead letter at once, with the reason", async (_what, recurrence, code, reason) => {
  const place = { seriesId: uuidv7(), seriesStart: "2026-10-31T09:00:00", localTime: "9998-01-01T09:00:00" };
  expect(await feed(db, consumer, completed(recurring({ recurrence, occurrence: place })))).toContainEqual(
    expect.objectContaining({ code, reason: expect.stringContaining(reason), retries: 0 }),
  );
});

test.each([
  ["a task that does not recur", recurring({ recurrence: null, occurrence: null })],
  [
    "the last occurrence of a series",
    recurring({
      recurrence: { rrule: "FREQ=DAILY;COUNT=1", timeZone: "UTC" },
      occurrence: { seriesId: uuidv7(), seriesStart: "2026-10-31T09:00:00", localTime: "2026-10-31T09:00:00" },
    }),
  ],
])("%s leads to nothing", async (_what, task) => {
  expect(await feed(db, consumer, completed(task))).toEqual([]);
});

test("a late completion leads to each missed date, or only to the next one", async () => {
  const place = { seriesStart: "2026-10-31T09:00:00", localTime: "2026-10-31T09:00:00" };
  const rule = { rrule: "FREQ=DAILY", timeZone: "America/New_York" };
  const next = async (recurrence: Recurrence) => {
    const task = recurring({ recurrence, occurrence: { seriesId: uuidv7(), ...place } });
    const [created] = await feed(db, consumer, completed(task, "2026-11-10T20:00:00.000Z"));
    return created?.data.task;
  };
  expect(await next(rule)).toMatchObject({ dueAt: "2026-11-01T14:00:00.000Z", recurrence: rule });
  const recurrence = { ...rule, catchUp: "next" as const };
  expect(await next(recurrence)).toMatchObject({ dueAt: "2026-11-11T14:00:00.000Z", recurrence });
});

test("after a completion, the next occurrence is counted from it and begins a series", async () => {
  const recurrence = { rrule: "FREQ=WEEKLY;COUNT=3", timeZone: "America/New_York", from: "completion" as const };
  const task = recurring({ recurrence });
  const [created] = await feed(db, consumer, completed(task, "2026-11-04T20:00:00.000Z"));
  const next = created?.data.task as TaskSnapshot;
  expect(next).toMatchObject({
    dueAt: "2026-11-11T14:00:00.000Z",
    recurrence: { ...recurrence, rrule: "FREQ=WEEKLY;COUNT=2" },
    occurrence: { seriesStart: "2026-11-04T09:00:00", localTime: "2026-11-11T09:00:00" },
  });
  expect(next.occurrence?.seriesId).not.toBe(seriesId);
});

test("a completion the day before leads to the same date again", async () => {
  const task = recurring({
    recurrence: { rrule: "FREQ=DAILY", timeZone: "America/New_York", from: "completion" },
    occurrence: { seriesId: uuidv7(), seriesStart: "2026-10-31T09:00:00", localTime: "2026-10-31T09:00:00" },
  });
  const [first] = await feed(db, consumer, completed(task, "2026-10-29T20:00:00.000Z"));
  const again = first?.data.task as TaskSnapshot;
  expect(again).toMatchObject({ dueAt: "2026-10-30T13:00:00.000Z" });
  const [second] = await feed(db, consumer, completed(again, "2026-10-29T21:00:00.000Z"));
  expect(second?.data.task).toMatchObject({ dueAt: "2026-10-30T13:00:00.000Z" });
});

describe("when a completed task is reopened", () => {
  const completedAt = "2026-11-04T20:00:00.000Z";
  /** A task of a series of its own that was completed, and the next occurrence that this led to. */
  const withNext = async (choices: Partial<Recurrence> = {}) => {
    const task = recurring({
      recurrence: { rrule: "FREQ=DAILY", timeZone: "America/New_York", ...choices },
      occurrence: { seriesId: uuidv7(), seriesStart: "2026-10-31T09:00:00", localTime: "2026-10-31T09:00:00" },
    });
    const [created] = await feed(db, consumer, completed(task, completedAt));
    return { task, nextId: String(created?.subject) };
  };
  const exists = async (id: string) => {
    const { rowCount } = await db.database.query("select from freehold.tasks where id = $1", [id]);
    return rowCount === 1;
  };

  test("its next occurrence is withdrawn, and made again by another completion", async () => {
    const { task, nextId } = await withNext();
    const emitted = await feed(db, consumer, reopened(task));
    expect(emitted.map(({ type, subject, actor }) => [type, subject, actor])).toEqual([
      ["freehold.task.deleted.v1", nextId, "recurring-task-consumer"],
      ["freehold.task-update.removed.v1", nextId, "recurring-task-consumer"],
    ]);
    expect(await exists(nextId)).toBe(false);
    const again = anEvent(
      "freehold.task.completed.v1",
      { before: task, task: { ...task, status: "completed" } },
      { subject: task.id, sequence: 3 },
    );
    const [made] = await feed(db, consumer, again);
    expect(made?.data.task).toMatchObject({ dueAt: "2026-11-01T14:00:00.000Z" });
  });

  test.each<Partial<Recurrence>>([{ from: "completion" }, { catchUp: "next" }])(
    "with %j, the one next occurrence that a task has is withdrawn, or kept if it was changed",
    async (choices) => {
      const { task, nextId } = await withNext(choices);
      const withdrawn = await feed(db, consumer, reopened(task, 2, completedAt));
      expect(withdrawn.map(({ type, subject }) => [type, subject])).toContainEqual([
        "freehold.task.deleted.v1",
        nextId,
      ]);
      const [again] = await feed(db, consumer, completed(task, "2026-11-06T20:00:00.000Z", 3));
      expect(again?.data.task).toMatchObject({ dueAt: "2026-11-07T14:00:00.000Z" });
      await db.database.query("update freehold.tasks set title = 'Mine now', version = 2 where id = $1", [
        again?.subject,
      ]);
      expect(await feed(db, consumer, reopened(task, 4, "2026-11-06T20:00:00.000Z"))).toEqual([]);
      expect(await feed(db, consumer, completed(task, "2026-11-08T20:00:00.000Z", 5))).toEqual([]);
    },
  );

  test.each([
    ["changed", "update freehold.tasks set title = 'Mine now', version = 2 where id = $1"],
    ["completed", "update freehold.tasks set status = 'completed', version = 2 where id = $1"],
  ])("a next occurrence that was %s meanwhile stays", async (_what, change) => {
    const { task, nextId } = await withNext();
    await db.database.query(change, [nextId]);
    expect(await feed(db, consumer, reopened(task))).toEqual([]);
    expect(await exists(nextId)).toBe(true);
  });

  test("a task that does not recur has none to withdraw", async () => {
    expect(await feed(db, consumer, reopened(recurring({ recurrence: null, occurrence: null }), 1))).toEqual([]);
  });
});
