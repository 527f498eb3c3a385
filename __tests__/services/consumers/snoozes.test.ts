import type { TaskSnapshot } from "../../../services/contracts/task";
import { consumer } from "../../../services/reminder-consumer/consumer";
import { feed, feedBatches } from "../../helpers/consumer";
import { useDatabase } from "../../helpers/database";
import { anEvent, aTask } from "../../helpers/events";

const db = useDatabase();
const noon = "2099-05-01T12:00:00.000Z";
const evening = "2099-05-01T18:00:00.000Z";
const dueAt = "2099-05-01T12:30:00.000Z";

const updated = (before: TaskSnapshot, task: TaskSnapshot, sequence: number) =>
  anEvent("freehold.task.updated.v1", { before, task }, { subject: task.id, sequence });
const completed = (before: TaskSnapshot, sequence: number) =>
  anEvent(
    "freehold.task.completed.v1",
    { before, task: { ...before, status: "completed" } },
    { subject: before.id, sequence },
  );
const reopened = (task: TaskSnapshot, sequence: number) =>
  anEvent(
    "freehold.task.reopened.v1",
    { before: { ...task, status: "completed" }, task },
    { subject: task.id, sequence },
  );
const deleted = (before: TaskSnapshot, sequence: number) =>
  anEvent("freehold.task.deleted.v1", { before }, { subject: before.id, sequence });
const restored = (task: TaskSnapshot, sequence: number) =>
  anEvent("freehold.task.restored.v1", { task }, { subject: task.id, sequence });

/** A task that is snoozed, and the event of it. */
function snoozed(until = noon, base = aTask({ dueAt })) {
  const task = { ...base, snoozedUntil: until };
  return { base, task, event: updated(base, task, 1) };
}
const snoozes = async ({ id }: TaskSnapshot) => {
  const { rows } = await db.database.query<{ remind_at: Date; status: string }>(
    "select remind_at, status from freehold.snoozes where task_id = $1",
    [id],
  );
  return rows.map((row) => [row.remind_at.toISOString(), row.status]);
};
const told = (emitted: Awaited<ReturnType<typeof feed>>) =>
  emitted.map(({ type, data }) => [type.replace("freehold.reminder.", ""), data.remindAt, data.snoozed]);

test("a snoozed task has one further reminder, and its event says what it is", async () => {
  const { task, event } = snoozed();
  const [emitted] = await feed(db, consumer, event);
  expect(emitted).toMatchObject({
    type: "freehold.reminder.scheduled.v1",
    data: { taskId: task.id, minutesBefore: 30, remindAt: noon, snoozed: true, previousRemindAt: null },
  });
  expect(await snoozes(task)).toEqual([[noon, "scheduled"]]);
});

test("a task that is made with one, as by an import, is reminded of", async () => {
  const { task } = snoozed();
  await feed(db, consumer, anEvent("freehold.task.created.v1", { task }, { subject: task.id, sequence: 1 }));
  expect(await snoozes(task)).toEqual([[noon, "scheduled"]]);
});

test("an edit leaves it, another snooze moves it, and it is withdrawn when it is not wanted any more", async () => {
  const { base, task, event } = snoozed();
  await feed(db, consumer, event);
  const edited = { ...task, title: "Water all plants", dueAt: "2099-06-01T12:00:00.000Z" };
  expect(await feed(db, consumer, updated(task, edited, 2))).toEqual([]);
  const moved = { ...edited, snoozedUntil: evening };
  expect(told(await feed(db, consumer, updated(edited, moved, 3)))).toEqual([["scheduled.v1", evening, true]]);
  expect(await snoozes(task)).toEqual([[evening, "scheduled"]]);
  expect(told(await feed(db, consumer, updated(moved, base, 4)))).toEqual([["cancelled.v1", evening, true]]);
  expect(await snoozes(task)).toEqual([[evening, "cancelled"]]);
});

test.each([
  ["completed and reopened", completed, reopened],
  ["deleted and restored", deleted, restored],
])("a task that is %s has it withdrawn and set again", async (_what, away, back) => {
  const { task, event } = snoozed();
  await feed(db, consumer, event);
  expect(told(await feed(db, consumer, away(task, 2)))).toEqual([["cancelled.v1", noon, true]]);
  expect(told(await feed(db, consumer, back(task, 3)))).toEqual([["scheduled.v1", noon, true]]);
  expect(await snoozes(task)).toEqual([[noon, "scheduled"]]);
});

test("one whose time has passed meanwhile stays withdrawn", async () => {
  const { task, event } = snoozed("2026-02-01T12:00:00.000Z");
  await feed(db, consumer, event, completed(task, 2));
  expect(await feed(db, consumer, reopened(task, 3))).toEqual([]);
  expect(await snoozes(task)).toEqual([["2026-02-01T12:00:00.000Z", "cancelled"]]);
});

test("one that has fired stays so until the task is snoozed again", async () => {
  const { task, event } = snoozed();
  await feed(db, consumer, event);
  await db.database.query("update freehold.snoozes set status = 'fired' where task_id = $1", [task.id]);
  expect(await feed(db, consumer, updated(task, { ...task, title: "x" }, 2), completed(task, 3))).toEqual([]);
  const again = { ...task, snoozedUntil: evening };
  await feed(db, consumer, updated(task, again, 4));
  expect(await snoozes(task)).toEqual([[evening, "scheduled"]]);
});

test("a batch comes to the same as its events one by one, and the task's other reminders are their own", async () => {
  const { base, task, event } = snoozed(noon, aTask({ dueAt, reminders: [{ minutesBefore: 0 }] }));
  const later = { ...task, snoozedUntil: evening };
  const batch = [event, updated(task, later, 2), completed(later, 3)];
  const emitted = await feedBatches(db, consumer, [batch]);
  expect(told(emitted).filter(([, , isSnoozed]) => isSnoozed)).toEqual([
    ["scheduled.v1", noon, true],
    ["scheduled.v1", evening, true],
    ["cancelled.v1", evening, true],
  ]);
  expect(await snoozes(base)).toEqual([[evening, "cancelled"]]);
  const { rows } = await db.database.query("select status from freehold.reminders where task_id = $1", [task.id]);
  expect(rows).toEqual([{ status: "cancelled" }]);
});
