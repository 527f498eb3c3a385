import { notDrained } from "../../../scripts/switch-broker/drained";
import { lagOf } from "../../../services/redis-exporter/redis-lag";
import { useDatabase } from "../../helpers/database";

const db = useDatabase();
const readers = ["recurring-task-consumer", "reminder-consumer", "audit-consumer"];
const answer = (lag: number | null) => readers.map((name) => ({ name, pending: 2, lag }));

test("an empty outbox and groups without lag are drained", async () => {
  expect(await notDrained(db.database, [{ consumer: "audit-consumer", topic: "reminders", events: 0 }])).toEqual([]);
});

test("what waits in the outbox, and what a consumer has not acknowledged, is named", async () => {
  await db.database.query("insert into freehold.outbox (topic, subject, event) values ('reminders', 's', '{}')");
  expect(await notDrained(db.database, [{ consumer: "audit-consumer", topic: "reminders", events: 3 }])).toEqual([
    "The outbox holds 1 events: wait until the services have handed them to the old broker.",
    "audit-consumer has not acknowledged 3 events of reminders: wait until it has, and see its log if it does not.",
  ]);
});

test("of a Redis group, what is pending and what is not delivered counts", () => {
  expect(lagOf("task-events", answer(5))).toEqual(
    expect.arrayContaining([{ consumer: "audit-consumer", topic: "task-events", events: 7 }]),
  );
});

test("a group of which Redis can't tell, or that is not there, is refused by name", () => {
  expect(() => lagOf("task-events", answer(null))).toThrow("can't tell how far");
  expect(() => lagOf("task-events", [])).toThrow("check that it has run");
});
