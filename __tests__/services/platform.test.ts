import WebSocket from "ws";
import { z } from "zod";
import type { RunningHost } from "../../services/runtime/host/host";
import { useDatabase } from "../helpers/database";
import { apiClient, startOn } from "../helpers/platform";
import { until } from "../helpers/until";

const db = useDatabase();
let host: RunningHost;
let api: ReturnType<typeof apiClient>;

beforeAll(async () => {
  host = await startOn(db.url);
  api = apiClient(host.url);
});
db.closeFirst(() => host.stop());

/** The one open task of a title, once it is there. */
const openTask = (title: string, unlike: string) =>
  until(`the next "${title}" is there`, async () =>
    (await api.list("status=open")).find((task) => task.title === title && task.id !== unlike),
  );
const historyTypes = async (id: string) => (await api.history(id)).map(({ type }) => type.replace("freehold.", ""));

test.each([
  ["the clocks go back", "2026-10-31T13:00:00Z", "2026-11-01T14:00:00.000Z", "2026-11-01T13:30:00.000Z"],
  ["the clocks go forward", "2027-03-13T14:00:00Z", "2027-03-14T13:00:00.000Z", "2027-03-14T12:30:00.000Z"],
])(
  "a task at 9:00 in New York stays at 9:00 when %s, and so does its reminder",
  async (title, dueAt, next, remindAt) => {
    const task = await api.create({
      title,
      dueAt,
      reminders: [{ minutesBefore: 30 }],
      recurrence: { rrule: "FREQ=DAILY", timeZone: "America/New_York" },
    });
    await api.complete(task.id);
    const following = await openTask(title, task.id);
    expect(following.dueAt).toBe(next);
    const [reminder] = await until("its reminder is made", async () => {
      const [found] = (await api.list("status=open")).filter(({ id }) => id === following.id);
      return found?.reminders[0]?.status === "requested" ? undefined : found?.reminders;
    });
    expect(reminder?.remindAt).toBe(remindAt);
  },
);

test("the history of a task shows every step once, in order, with who did it", async () => {
  const title = "Feed the cat";
  const task = await api.create({
    title,
    dueAt: "2099-05-01T07:00:00Z",
    reminders: [{ minutesBefore: 60 }],
    recurrence: { rrule: "FREQ=WEEKLY", timeZone: "Europe/Berlin" },
  });
  await until("the reminder is scheduled", async () => (await historyTypes(task.id)).includes("reminder.scheduled.v1"));
  await api.change(task.id, { title: "Feed the cats", dueAt: "2099-05-01T08:00:00Z" });
  await until("it is moved", async () => (await historyTypes(task.id)).length === 4);
  await api.complete(task.id);
  await until("the reminder is cancelled", async () => (await historyTypes(task.id)).length === 6);
  expect((await api.history(task.id)).map(({ type, actor }) => [type, actor])).toEqual([
    ["freehold.task.created.v1", "local"],
    ["freehold.reminder.scheduled.v1", "reminder-consumer"],
    ["freehold.task.updated.v1", "local"],
    ["freehold.reminder.scheduled.v1", "reminder-consumer"],
    ["freehold.task.completed.v1", "local"],
    ["freehold.reminder.cancelled.v1", "reminder-consumer"],
  ]);
  // A moved occurrence does not move its series.
  const following = await openTask("Feed the cats", task.id);
  expect(following.dueAt).toBe("2099-05-08T07:00:00.000Z");
  await until("its history begins", async () => (await historyTypes(following.id)).length === 2);
  expect((await api.history(following.id))[0]).toMatchObject({ actor: "recurring-task-consumer" });
});

test("a due reminder becomes a notification, and the page hears of it and of the next occurrence", async () => {
  const socket = new WebSocket(`${host.url.replace("http", "ws")}/ws`);
  const heard: { type: string; data?: unknown }[] = [];
  // A heartbeat has no data.
  const message = z.object({ type: z.string(), data: z.unknown().optional() });
  socket.on("message", (text) => heard.push(message.parse(JSON.parse(String(text)))));
  await new Promise((resolve) => socket.once("open", resolve));

  const title = "Call the plumber";
  const task = await api.create({
    title,
    dueAt: new Date(Date.now() + 60_000).toISOString(),
    reminders: [{ minutesBefore: 5 }],
    recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
  });
  await until("the notification arrives", () => heard.find(({ type }) => type === "freehold.task-update.notified.v1"));
  await api.complete(task.id);
  const following = await openTask(title, task.id);
  await until("the next occurrence arrives", () =>
    heard.find(
      ({ type, data }) => type === "freehold.task-update.changed.v1" && JSON.stringify(data).includes(following.id),
    ),
  );
  socket.close();
  const { rows } = await db.database.query(
    "select title, minutes_before from freehold.notifications where task_id = $1",
    [task.id],
  );
  expect(rows).toEqual([{ title, minutes_before: 5 }]);
});

test("the reminders of a deleted task never fire, and its history outlives it", async () => {
  const task = await api.create({
    title: "Never mind",
    dueAt: "2099-01-01T00:00:00Z",
    reminders: [{ minutesBefore: 1 }],
  });
  await api.remove(task.id);
  await until("the reminder is cancelled", async () => {
    const { rows } = await db.database.query("select from freehold.audit_entries where task_id = $1", [task.id]);
    return rows.length === 4;
  });
  // The scheduling may come before or after the deletion, but the cancelling comes last.
  const types = await historyTypes(task.id);
  expect([...types].sort()).toEqual([
    "reminder.cancelled.v1",
    "reminder.scheduled.v1",
    "task.created.v1",
    "task.deleted.v1",
  ]);
  expect(types.at(-1)).toBe("reminder.cancelled.v1");
});

test("a series ends where its rule ends", async () => {
  const title = "Take the pills";
  const recurrence = { rrule: "FREQ=DAILY;COUNT=2", timeZone: "UTC" };
  const first = await api.create({ title, dueAt: "2099-02-01T08:00:00Z", recurrence });
  await api.complete(first.id);
  const second = await openTask(title, first.id);
  await api.complete(second.id);
  await until("its completion is handled", async () => {
    const { rows } = await db.database.query(
      `select from freehold.progress where consumer = 'recurring-task-consumer' and subject = $1 and sequence = 2`,
      [second.id],
    );
    return rows.length > 0;
  });
  expect((await api.list()).filter((task) => task.title === title)).toHaveLength(2);
});
