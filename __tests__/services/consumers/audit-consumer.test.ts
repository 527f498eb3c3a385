import { consumer } from "../../../services/audit-consumer/consumer";
import { typesOfTopic } from "../../../services/contracts/events";
import { feed } from "../../helpers/consumer";
import { useDatabase } from "../../helpers/database";
import { anEvent, aTask } from "../../helpers/events";

const db = useDatabase();
const task = aTask();
const place = (sequence: number) => ({ subject: task.id, sequence });
const reminder = {
  reminderId: "0192f0c0-0000-7000-8000-000000000002",
  taskId: task.id,
  minutesBefore: 10,
  remindAt: "2099-05-01T11:50:00.000Z",
};

const entries = async () => {
  const { rows } = await db.database.query(
    "select type, actor, owner_id, before, after from freehold.audit_entries where task_id = $1 order by id",
    [task.id],
  );
  return rows;
};

test("subscribes to task-events and reminders, and handles every type of both that tells of a task or a list", () => {
  expect(consumer.name).toBe("audit-consumer");
  expect(consumer.subscribes).toEqual([
    { topic: "task-events", delivery: "shared" },
    { topic: "reminders", delivery: "shared" },
  ]);
  const all = [...typesOfTopic("task-events"), ...typesOfTopic("reminders")];
  expect(Object.keys(consumer.on)).toEqual(all.filter((type) => !type.endsWith(".requested.v1")));
});

test("each event becomes one entry with who, what, before and after, and emits nothing", async () => {
  const renamed = { ...task, title: "Water all plants" };
  const first = anEvent("freehold.task.created.v1", { task }, place(1));
  const emitted = await feed(
    db,
    consumer,
    first,
    first,
    anEvent("freehold.task.updated.v1", { before: task, task: renamed }, { ...place(2), actor: "bob" }),
    anEvent("freehold.reminder.scheduled.v1", { ...reminder, previousRemindAt: null }, place(1)),
    anEvent(
      "freehold.reminder.scheduled.v1",
      { ...reminder, remindAt: "2099-05-02T11:50:00.000Z", previousRemindAt: reminder.remindAt },
      place(2),
    ),
    anEvent("freehold.reminder.cancelled.v1", reminder, place(3)),
    anEvent("freehold.reminder.due.v1", { ...reminder, title: task.title, dueAt: null }, place(4)),
    anEvent("freehold.task.completed.v1", { before: renamed, task: { ...renamed, status: "completed" } }, place(3)),
    anEvent("freehold.task.deleted.v1", { before: renamed }, place(4)),
  );
  expect(emitted).toEqual([]);
  const written = await entries();
  expect(written).toEqual([
    { type: "freehold.task.created.v1", actor: "ann", owner_id: "ann", before: null, after: task },
    { type: "freehold.task.updated.v1", actor: "bob", owner_id: "ann", before: task, after: renamed },
    { type: "freehold.reminder.scheduled.v1", actor: "ann", owner_id: "ann", before: null, after: reminder },
    {
      type: "freehold.reminder.scheduled.v1",
      actor: "ann",
      owner_id: "ann",
      before: reminder,
      after: { ...reminder, remindAt: "2099-05-02T11:50:00.000Z" },
    },
    { type: "freehold.reminder.cancelled.v1", actor: "ann", owner_id: "ann", before: reminder, after: null },
    {
      type: "freehold.reminder.due.v1",
      actor: "ann",
      owner_id: "ann",
      before: null,
      after: { ...reminder, title: task.title, dueAt: null },
    },
    {
      type: "freehold.task.completed.v1",
      actor: "ann",
      owner_id: "ann",
      before: renamed,
      after: { ...renamed, status: "completed" },
    },
    { type: "freehold.task.deleted.v1", actor: "ann", owner_id: "ann", before: renamed, after: null },
  ]);
});

test("an entry can't be changed afterwards", async () => {
  await expect(db.database.query("update freehold.audit_entries set actor = 'mallory'")).rejects.toThrow("append-only");
});

test("an entry keeps the trace of its event and the event that caused it, where the event has them", async () => {
  const { traceparent, ...event } = anEvent("freehold.task.created.v1", { task: aTask() });
  const caused = anEvent("freehold.task.created.v1", { task: aTask() });
  await feed(db, consumer, event, { ...caused, causationid: event.id });
  const { rows } = await db.database.query(
    "select event_id, trace_id, caused_by from freehold.audit_entries where event_id = any($1) order by event_id",
    [[event.id, caused.id]],
  );
  expect(rows).toEqual([
    { event_id: event.id, trace_id: null, caused_by: null },
    { event_id: caused.id, trace_id: "4bf92f35-77b3-4da6-a3ce-929d0e0e4736", caused_by: event.id },
  ]);
});
