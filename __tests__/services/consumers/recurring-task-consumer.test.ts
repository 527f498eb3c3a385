import { v7 as uuidv7 } from "uuid";
import type { TaskSnapshot } from "../../../services/contracts/task";
import { consumer } from "../../../services/recurring-task-consumer/consumer";
import { contractOf, feed } from "../../helpers/consumer";
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
const completed = (task: TaskSnapshot) =>
  anEvent("freehold.task.completed.v1", { before: task, task: { ...task, status: "completed" } }, { subject: task.id });

test("subscribes to task-events and handles completions", () => {
  const contract = contractOf(consumer);
  expect(contract.subscribes).toEqual([{ topic: "task-events", delivery: "shared" }]);
  expect(Object.keys(contract.handles)).toEqual(["freehold.task.completed.v1"]);
  expect(contract).toMatchSnapshot();
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
  expect(emitted.map(({ topic, type }) => ({ topic, type }))).toMatchSnapshot();
  expect(task0.id).not.toBe(task.id);
});

test("an occurrence can be created only once, also by a second completion of the same one", async () => {
  const own = recurring({
    occurrence: { seriesId: uuidv7(), seriesStart: "2026-10-31T09:00:00", localTime: "2026-10-31T09:00:00" },
  });
  expect(await feed(db, consumer, completed(own))).toHaveLength(2);
  expect(await feed(db, consumer, completed({ ...own, id: uuidv7() }))).toEqual([]);
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
