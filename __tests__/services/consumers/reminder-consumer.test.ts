import type { TaskSnapshot } from "../../../services/contracts/task";
import { consumer } from "../../../services/reminder-consumer/consumer";
import { feed, feedBatches } from "../../helpers/consumer";
import { useDatabase } from "../../helpers/database";
import { anEvent, aTask } from "../../helpers/events";

const db = useDatabase();

const due = (dueAt: string | null, minutes: number[], base: TaskSnapshot = aTask()): TaskSnapshot => ({
  ...base,
  dueAt,
  reminders: minutes.map((minutesBefore) => ({ minutesBefore })),
});
const created = (task: TaskSnapshot) =>
  anEvent("freehold.task.created.v1", { task }, { subject: task.id, sequence: 1 });
const changed = (task: TaskSnapshot, sequence = 2) =>
  anEvent("freehold.task.updated.v1", { before: task, task }, { subject: task.id, sequence });
const completed = (task: TaskSnapshot) =>
  anEvent(
    "freehold.task.completed.v1",
    { before: task, task: { ...task, status: "completed" } },
    { subject: task.id, sequence: 2 },
  );
const deleted = (task: TaskSnapshot) =>
  anEvent("freehold.task.deleted.v1", { before: task }, { subject: task.id, sequence: 2 });

const reminders = async ({ id }: TaskSnapshot) => {
  const { rows } = await db.database.query<{ minutes_before: number; remind_at: Date; status: string }>(
    "select minutes_before, remind_at, status from freehold.reminders where task_id = $1 order by minutes_before",
    [id],
  );
  return rows.map((row) => [row.minutes_before, row.remind_at.toISOString(), row.status]);
};

test("subscribes to task-events and handles each event that changes a reminder", () => {
  expect(consumer.name).toBe("reminder-consumer");
  expect(consumer.subscribes).toEqual([{ topic: "task-events", delivery: "shared" }]);
  expect(Object.keys(consumer.on)).toEqual([
    "freehold.task.created.v1",
    "freehold.task.updated.v1",
    "freehold.task.completed.v1",
    "freehold.task.reopened.v1",
    "freehold.task.deleted.v1",
    "freehold.task.restored.v1",
  ]);
});

test("reminders count back from what the task says, where it is not the due date", async () => {
  const base = { ...aTask(), remindFrom: "2099-05-01T07:00:00.000Z" };
  const task = due("2099-05-01T21:59:59.000Z", [0, 60], base);
  await feed(db, consumer, created(task));
  expect(await reminders(task)).toEqual([
    [0, "2099-05-01T07:00:00.000Z", "scheduled"],
    [60, "2099-05-01T06:00:00.000Z", "scheduled"],
  ]);
});

test("a task's reminders are made, each with its event", async () => {
  const task = due("2099-05-01T12:00:00.000Z", [10, 60]);
  const emitted = await feed(db, consumer, created(task));
  expect(await reminders(task)).toEqual([
    [10, "2099-05-01T11:50:00.000Z", "scheduled"],
    [60, "2099-05-01T11:00:00.000Z", "scheduled"],
  ]);
  expect(emitted.map(({ topic, type, sequence, actor }) => ({ topic, type, sequence, actor }))).toEqual([
    { topic: "reminders", type: "freehold.reminder.scheduled.v1", sequence: 1, actor: "reminder-consumer" },
    { topic: "reminders", type: "freehold.reminder.scheduled.v1", sequence: 2, actor: "reminder-consumer" },
  ]);
  expect(emitted.map(({ data }) => data)).toMatchObject([
    { minutesBefore: 10, remindAt: "2099-05-01T11:50:00.000Z", previousRemindAt: null },
    { minutesBefore: 60, remindAt: "2099-05-01T11:00:00.000Z", previousRemindAt: null },
  ]);
});

test("a moved due date moves the reminders, and what is no longer wanted is cancelled", async () => {
  const task = due("2099-05-01T12:00:00.000Z", [10, 60]);
  await feed(db, consumer, created(task));
  const emitted = await feed(db, consumer, changed(due("2099-05-02T12:00:00.000Z", [10], task)));
  expect(await reminders(task)).toEqual([
    [10, "2099-05-02T11:50:00.000Z", "scheduled"],
    [60, "2099-05-01T11:00:00.000Z", "cancelled"],
  ]);
  expect(emitted.map(({ type, data }) => [type, data.remindAt, data.previousRemindAt])).toEqual([
    ["freehold.reminder.cancelled.v1", "2099-05-01T11:00:00.000Z", undefined],
    ["freehold.reminder.scheduled.v1", "2099-05-02T11:50:00.000Z", "2099-05-01T11:50:00.000Z"],
  ]);
});

test("a batch comes to the same as its events one by one", async () => {
  const [one, other] = [due("2099-05-01T12:00:00.000Z", [10, 60]), due("2099-06-01T12:00:00.000Z", [5])];
  const moved = due("2099-05-02T12:00:00.000Z", [10], one);
  const batch = [created(one), created(other), changed(moved), completed(other), changed(moved, 3)];
  const emitted = await feedBatches(db, consumer, [batch]);
  expect(await reminders(one)).toEqual([
    [10, "2099-05-02T11:50:00.000Z", "scheduled"],
    [60, "2099-05-01T11:00:00.000Z", "cancelled"],
  ]);
  expect(await reminders(other)).toEqual([[5, "2099-06-01T11:55:00.000Z", "cancelled"]]);
  const of = (task: TaskSnapshot) => emitted.filter(({ subject }) => subject === task.id);
  expect(of(one).map(({ type, sequence }) => [type, sequence])).toEqual([
    ["freehold.reminder.scheduled.v1", 1],
    ["freehold.reminder.scheduled.v1", 2],
    ["freehold.reminder.cancelled.v1", 3],
    ["freehold.reminder.scheduled.v1", 4],
  ]);
  expect(of(other).map(({ type, sequence }) => [type, sequence])).toEqual([
    ["freehold.reminder.scheduled.v1", 1],
    ["freehold.reminder.cancelled.v1", 2],
  ]);
  expect(of(one).map(({ traceparent }) => traceparent?.slice(0, 35))).toEqual(
    [0, 0, 2, 2].map((place) => batch[place]?.traceparent?.slice(0, 35)),
  );
});

test("a change that leaves the times alone touches no reminder, a fired one least of all", async () => {
  const task = due("2099-05-01T12:00:00.000Z", [10]);
  await feed(db, consumer, created(task));
  await db.database.query("update freehold.reminders set status = 'fired' where task_id = $1", [task.id]);
  expect(await feed(db, consumer, changed({ ...task, title: "Water all plants" }))).toEqual([]);
  expect(await reminders(task)).toEqual([[10, "2099-05-01T11:50:00.000Z", "fired"]]);
});

test("a fired reminder whose time is moved is scheduled again", async () => {
  const task = due("2099-05-01T12:00:00.000Z", [10]);
  await feed(db, consumer, created(task));
  await db.database.query("update freehold.reminders set status = 'fired' where task_id = $1", [task.id]);
  await feed(db, consumer, changed(due("2099-06-01T12:00:00.000Z", [10], task)));
  expect(await reminders(task)).toEqual([[10, "2099-06-01T11:50:00.000Z", "scheduled"]]);
});

test.each([
  ["completed", completed],
  ["deleted", deleted],
  ["left without a due date", (task: TaskSnapshot) => changed(due(null, [], task))],
])("the reminders of a task that is %s are cancelled", async (_what, event) => {
  const task = due("2099-05-01T12:00:00.000Z", [10]);
  await feed(db, consumer, created(task));
  const emitted = await feed(db, consumer, event(task));
  expect(emitted.map(({ type }) => type)).toEqual(["freehold.reminder.cancelled.v1"]);
  expect(await reminders(task)).toEqual([[10, "2099-05-01T11:50:00.000Z", "cancelled"]]);
});

test("the reminders of a task that is reopened are set again, but for those that have fired", async () => {
  const task = due("2099-05-01T12:00:00.000Z", [10, 60]);
  await feed(db, consumer, created(task));
  await db.database.query("update freehold.reminders set status = 'fired' where task_id = $1 and minutes_before = 60", [
    task.id,
  ]);
  await feed(db, consumer, completed(task));
  const emitted = await feed(
    db,
    consumer,
    anEvent(
      "freehold.task.reopened.v1",
      { before: { ...task, status: "completed" }, task },
      { subject: task.id, sequence: 3 },
    ),
  );
  expect(emitted.map(({ type, data }) => [type, data.minutesBefore])).toEqual([["freehold.reminder.scheduled.v1", 10]]);
  expect(await reminders(task)).toEqual([
    [10, "2099-05-01T11:50:00.000Z", "scheduled"],
    [60, "2099-05-01T11:00:00.000Z", "fired"],
  ]);
});
