import { createConsumer } from "../../../services/notification/consumer";
import { contractOf, feed } from "../../helpers/consumer";
import { useDatabase } from "../../helpers/database";
import { anEvent, aTask } from "../../helpers/events";

const db = useDatabase();
const consumer = createConsumer();
const task = aTask();
const dueEvent = anEvent(
  "freehold.reminder.due.v1",
  {
    reminderId: "0192f0c0-0000-7000-8000-000000000003",
    taskId: task.id,
    minutesBefore: 10,
    remindAt: "2026-03-01T08:50:00.000Z",
    title: task.title,
    dueAt: "2026-03-01T09:00:00.000Z",
  },
  { subject: task.id },
);

test("subscribes to reminders and handles those that are due", () => {
  const contract = contractOf(consumer);
  expect(contract.subscribes).toEqual([{ topic: "reminders", delivery: "shared" }]);
  expect(Object.keys(contract.handles)).toEqual(["freehold.reminder.due.v1"]);
  expect(contract).toMatchSnapshot();
});

test("a due reminder becomes one notification and one update, however often it is delivered", async () => {
  const emitted = await feed(db, consumer, dueEvent, dueEvent);
  const { rows } = await db.database.query(
    "select id, owner_id, actor, title, minutes_before from freehold.notifications where task_id = $1",
    [task.id],
  );
  expect(rows).toEqual([
    { id: expect.any(String), owner_id: "ann", actor: "notification", title: task.title, minutes_before: 10 },
  ]);
  expect(emitted).toHaveLength(1);
  expect(emitted[0]).toMatchObject({
    topic: "task-updates",
    type: "freehold.task-update.notified.v1",
    ownerid: "ann",
    data: { notificationId: rows[0]?.id, taskId: task.id, title: task.title, dueAt: "2026-03-01T09:00:00.000Z" },
  });
});

test("a reminder that is due a second time at the same instant notifies nobody again", async () => {
  const again = anEvent("freehold.reminder.due.v1", dueEvent.data, { subject: task.id, sequence: 2 });
  expect(await feed(db, consumer, again)).toEqual([]);
});
