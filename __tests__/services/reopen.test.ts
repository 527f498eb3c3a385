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

const reminderOf = async (id: string) => (await api.list()).find((task) => task.id === id)?.reminders[0]?.status;

test("a completed task is open again, with its reminder, without its next occurrence, and the history says so", async () => {
  const task = await api.create({
    title: "Water the plants",
    dueAt: "2099-05-01T07:00:00Z",
    reminders: [{ minutesBefore: 60 }],
    recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
  });
  await until("the reminder is set", async () => (await reminderOf(task.id)) === "scheduled");
  await api.complete(task.id);
  await until("the next occurrence is there", async () => (await api.list("status=open")).length === 1);
  await until("the reminder is cancelled", async () => (await reminderOf(task.id)) === "cancelled");

  expect(await api.reopen(task.id)).toMatchObject({ id: task.id, status: "open", completedAt: null });
  await until("the reminder is set again", async () => (await reminderOf(task.id)) === "scheduled");
  const open = await until("the next occurrence is gone", async () => {
    const all = await api.list();
    return all.length === 1 ? all : undefined;
  });
  expect(open[0]).toMatchObject({ id: task.id, status: "open" });
  await until("the history tells of it", async () => {
    const types = (await api.history(task.id)).map(({ type, actor }) => `${type} by ${actor}`);
    return types.includes("freehold.task.reopened.v1 by local");
  });
});

test("reopening an open task changes nothing, and an unknown one is not found", async () => {
  const task = await api.create({ title: "Open" });
  expect(await api.reopen(task.id)).toMatchObject({ id: task.id, status: "open", version: 1 });
  await expect(api.reopen("0192f0c0-0000-7000-8000-000000000001")).rejects.toThrow("404");
});

test("a task that repeats after completion comes again a day later, unless it is reopened", async () => {
  const task = await api.create({
    title: "Change the filter",
    dueAt: "2020-05-01T07:00:00Z",
    recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC", from: "completion" },
  });
  const { completedAt } = await api.complete(task.id);
  const [next] = await until("the next occurrence is there", async () => {
    const open = await api.list("status=open&search=filter");
    return open.length === 1 ? open : undefined;
  });
  const day = 86_400_000;
  const due = Math.floor(Date.parse(completedAt ?? "") / day) * day + day + 7 * 3_600_000;
  expect(next?.dueAt).toBe(new Date(due).toISOString());
  await api.reopen(task.id);
  await until("it is withdrawn", async () => (await api.list("search=filter")).length === 1);
});
