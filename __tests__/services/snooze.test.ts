import * as z from "zod";
import { notificationSchema, taskSchema } from "../../services/backend/schemas";
import type { RunningHost } from "../../services/runtime/host/host";
import { useDatabase } from "../helpers/database";
import { startOn } from "../helpers/platform";
import { until } from "../helpers/until";

const db = useDatabase();
let host: RunningHost;
beforeAll(async () => {
  host = await startOn(db.url);
});
db.closeFirst(() => host.stop());

const call = async (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${host.url}${path}`, {
    method,
    headers: body && { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
};
const created = async (fields: object = {}) =>
  taskSchema.parse((await call("POST", "/api/tasks", { title: "Call mum", ...fields })).body);
const snooze = (id: string, body: object) => call("POST", `/api/tasks/${id}/reminders/snooze`, body);
/** Snoozes to the nearest time that is still in the future when a busy machine comes to it. */
async function snoozeSoon(path: string) {
  for (let ms = 500; ; ms *= 4) {
    const at = new Date(Date.now() + ms).toISOString();
    const answer = await call("POST", path, { until: at });
    if (answer.status !== 400) return { ...answer, at };
  }
}
const notificationsOf = async (taskId: string) => {
  const { body } = await call("GET", "/api/notifications");
  const { items } = z.object({ items: z.array(notificationSchema) }).parse(body);
  return items.filter((item) => item.taskId === taskId);
};
const statusOf = async (id: string) =>
  (await db.database.query<{ status: string }>("select status from freehold.snoozes where task_id = $1", [id])).rows[0]
    ?.status;

test("a task without a due date reminds once at the time that it is snoozed to, edited meanwhile or not", async () => {
  const { id } = await created();
  const { at, ...answer } = await snoozeSoon(`/api/tasks/${id}/reminders/snooze`);
  expect(answer).toMatchObject({ status: 200, body: { id, snoozedUntil: at, version: 2 } });
  await call("PATCH", `/api/tasks/${id}`, { title: "Call mum and dad" });
  await until("it has reminded", async () => (await notificationsOf(id)).length > 0);
  await call("PATCH", `/api/tasks/${id}`, { title: "Call both" });
  // The next one of another task fires after any second one of this task would.
  const other = await created();
  await snoozeSoon(`/api/tasks/${other.id}/reminders/snooze`);
  await until("the other one has reminded", async () => (await notificationsOf(other.id)).length > 0);
  expect(await notificationsOf(id)).toMatchObject([{ remindAt: at }]);
});

test("a notification is snoozed, and comes again once", async () => {
  const { id } = await created({ dueAt: new Date().toISOString(), reminders: [{ minutesBefore: 0 }] });
  const [first] = await until("it reminds", async () => {
    const all = await notificationsOf(id);
    return all.length > 0 ? all : undefined;
  });
  const answer = await snoozeSoon(`/api/notifications/${first?.id}/snooze`);
  expect(answer).toMatchObject({ status: 200, body: { id, version: 2 } });
  const both = await until("it reminds again", async () => {
    const all = await notificationsOf(id);
    return all.length === 2 ? all : undefined;
  });
  expect(both.map(({ taskId, snoozed }) => [taskId, snoozed])).toEqual([
    [id, true],
    [id, false],
  ]);
});

test("completing the task withdraws it, and so does null; the same snooze twice is one", async () => {
  const { id } = await created();
  const at = "2099-05-01T12:00:00.000Z";
  await snooze(id, { until: at });
  expect((await snooze(id, { until: at })).body).toMatchObject({ version: 2, snoozedUntil: at });
  await until("it is scheduled", async () => (await statusOf(id)) === "scheduled");
  await call("POST", `/api/tasks/${id}/complete`);
  await until("it is withdrawn", async () => (await statusOf(id)) === "cancelled");
  expect(await snooze(id, { minutes: 5 })).toMatchObject({ status: 409 });
  await call("POST", `/api/tasks/${id}/reopen`);
  await until("it is set again", async () => (await statusOf(id)) === "scheduled");
  const withdrawn = await snooze(id, { until: null });
  expect(withdrawn.status).toBe(200);
  expect(taskSchema.parse(withdrawn.body).snoozedUntil).toBeUndefined();
  await until("it is withdrawn", async () => (await statusOf(id)) === "cancelled");
});

test("minutes count from now, and a skipped date takes its snooze with it", async () => {
  const { id } = await created({
    dueAt: "2099-01-30T08:00:00Z",
    recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
  });
  const asked = Date.now();
  const { snoozedUntil } = taskSchema.parse((await snooze(id, { minutes: 10 })).body);
  const minutes = (Date.parse(snoozedUntil ?? "") - asked) / 60_000;
  // The clock may have been set back a little.
  expect(minutes).toBeGreaterThan(9.9);
  expect(Date.parse(snoozedUntil ?? "")).toBeLessThan(Date.now() + 10.1 * 60_000);
  const skipped = taskSchema.parse((await call("POST", `/api/tasks/${id}/skip`)).body);
  expect(skipped).toMatchObject({ dueAt: "2099-01-31T08:00:00.000Z" });
  expect(skipped.snoozedUntil).toBeUndefined();
});

test.each<[string, object, string]>([
  ["a time that has passed", { until: "2020-01-01T00:00:00Z" }, "until"],
  ["no time", {}, ""],
  ["two times", { minutes: 5, until: "2099-01-01T00:00:00Z" }, ""],
  ["zero minutes", { minutes: 0 }, "minutes"],
  ["more than 28 days in minutes", { minutes: 28 * 24 * 60 + 1 }, "minutes"],
])("%s is refused, and the field named", async (_what, body, field) => {
  const { id } = await created();
  expect(await snooze(id, body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
});

test("an unknown task or notification is not found, and a deleted task is told of", async () => {
  const unknown = "018f0000-0000-7000-8000-000000000000";
  expect((await snooze(unknown, { minutes: 5 })).status).toBe(404);
  expect((await call("POST", `/api/notifications/${unknown}/snooze`, { minutes: 5 })).status).toBe(404);
  const { id } = await created({ dueAt: new Date().toISOString(), reminders: [{ minutesBefore: 0 }] });
  const [first] = await until("it reminds", async () => {
    const all = await notificationsOf(id);
    return all.length > 0 ? all : undefined;
  });
  await call("DELETE", `/api/tasks/${id}`);
  expect(await call("POST", `/api/notifications/${first?.id}/snooze`, { minutes: 5 })).toMatchObject({
    status: 409,
    body: { detail: "Its task is deleted: restore it to be reminded of it." },
  });
});
