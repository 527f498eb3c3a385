import { createConsumer } from "../../../services/notification/consumer";
import { feed } from "../../helpers/consumer";
import { useDatabase } from "../../helpers/database";
import { anEvent } from "../../helpers/events";
import { aDueReminder } from "../../helpers/notifications";

const db = useDatabase();
const consumer = createConsumer();
const dueEvent = aDueReminder();
const taskId = dueEvent.subject;

test("subscribes to reminders and handles those that are due", () => {
  expect(consumer.name).toBe("notification");
  expect(consumer.subscribes).toEqual([{ topic: "reminders", delivery: "shared" }]);
  expect(Object.keys(consumer.on)).toEqual(["freehold.reminder.due.v1"]);
});

test("a due reminder becomes one notification and one update, however often it is delivered", async () => {
  const emitted = await feed(db, consumer, dueEvent, dueEvent);
  const { rows } = await db.database.query(
    "select id, owner_id, actor, title, minutes_before from freehold.notifications where task_id = $1",
    [taskId],
  );
  expect(rows).toEqual([
    { id: expect.any(String), owner_id: "ann", actor: "notification", title: dueEvent.data.title, minutes_before: 10 },
  ]);
  expect(emitted).toHaveLength(1);
  expect(emitted[0]).toMatchObject({
    topic: "task-updates",
    type: "freehold.task-update.notified.v1",
    ownerid: "ann",
    data: { notificationId: rows[0]?.id, taskId, title: dueEvent.data.title, dueAt: "2026-03-01T09:00:00.000Z" },
  });
});

test("a reminder of a whole day is told as one", async () => {
  const { data } = aDueReminder("Whole day");
  const dueOn = { date: "2026-03-01", timeZone: "Europe/Berlin" };
  const event = anEvent("freehold.reminder.due.v1", { ...data, dueOn }, { subject: data.taskId });
  const [update] = await feed(db, consumer, event);
  expect(update?.data).toMatchObject({ dueOn });
  const { rows } = await db.database.query("select due_zone from freehold.notifications where task_id = $1", [
    data.taskId,
  ]);
  expect(rows).toEqual([{ due_zone: "Europe/Berlin" }]);
});

test("a reminder that is due a second time at the same instant notifies nobody again", async () => {
  const again = anEvent("freehold.reminder.due.v1", dueEvent.data, { subject: taskId, sequence: 2 });
  expect(await feed(db, consumer, again)).toEqual([]);
});
