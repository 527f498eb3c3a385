import { notDrained } from "../../../scripts/switch-broker/drained";
import { lagOf } from "../../../scripts/switch-broker/redis-lag";
import { useDatabase } from "../../helpers/database";

const db = useDatabase();
const readers = ["recurring-task-consumer", "reminder-consumer", "audit-consumer"];
const answer = (lag: number | null) =>
  JSON.stringify(readers.map((name) => ({ name, consumers: 1, pending: 2, "last-delivered-id": "1-0", lag })));

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

test("a stream that was never written to holds nothing back; one that can't be told is refused", () => {
  expect(lagOf("task-events", "ERR no such key").every(({ events }) => events === 0)).toBe(true);
  expect(() => lagOf("task-events", answer(null))).toThrow("can't tell how far");
  expect(() => lagOf("task-events", "[]")).toThrow("check that it has run");
});
