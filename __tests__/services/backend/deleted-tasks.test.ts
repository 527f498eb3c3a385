import { z } from "zod";
import { service as auditConsumer } from "../../../services/audit-consumer/service";
import { deletedTaskSchema } from "../../../services/backend/deleted-task-routes";
import { historyEntrySchema, pageOf, taskSchema } from "../../../services/backend/schemas";
import { service as reminderConsumer } from "../../../services/reminder-consumer/service";
import { useBackend } from "../../helpers/backend";
import { until } from "../../helpers/until";

const api = useBackend(auditConsumer, reminderConsumer);
const ann = api.as("ann");
const bob = api.as("bob");

const created = async (fields: object = {}, call = ann) =>
  taskSchema.parse((await call("POST", "/api/tasks", { title: "Sweep", ...fields })).body);
const remove = (id: string, call = ann) => call("DELETE", `/api/tasks/${id}`);
const restore = (id: string, call = ann) => call("POST", `/api/tasks/${id}/restore`);
const trash = async (query = "", call = ann) =>
  pageOf(deletedTaskSchema).parse((await call("GET", `/api/tasks/trash${query}`)).body);
const reminderOf = async (id: string) =>
  taskSchema.parse((await ann("GET", `/api/tasks/${id}`)).body).reminders.map(({ status }) => status);
const age = (id: string, days: number) =>
  api.db.database.query(
    "update freehold.deleted_tasks set deleted_at = deleted_at - $2 * interval '1 day' where id = $1",
    [id, days],
  );

test("a deleted task comes back as it was, at its next version, and the history says so", async () => {
  const fields = {
    description: "Under the bed, too",
    priority: "high",
    tags: ["home"],
    dueAt: "2099-01-30T08:00:00.123Z",
    reminders: [{ minutesBefore: 30 }],
    recurrence: { rrule: "FREQ=DAILY", timeZone: "Europe/Berlin" },
  };
  const before = await created(fields);
  await until("the reminder is set", async () => (await reminderOf(before.id))[0] === "scheduled");
  await remove(before.id);
  expect((await ann("GET", `/api/tasks/${before.id}`)).status).toBe(404);
  const { items } = await trash();
  expect(items).toMatchObject([
    { id: before.id, title: "Sweep", version: 1, deletedBy: "ann", deletedAt: expect.any(String) },
  ]);
  const [deleted] = items;
  const kept = Date.parse(deleted?.restorableUntil ?? "") - Date.parse(deleted?.deletedAt ?? "");
  expect(kept).toBe(30 * 86_400_000);

  const answer = await restore(before.id);
  expect(answer.status).toBe(200);
  const { reminders: _before, ...same } = before;
  expect(answer.body).toMatchObject({ ...same, version: 2, updatedAt: expect.any(String) });
  expect(answer.headers.get("etag")).toMatch(/^"2/);
  expect((await trash()).items).toEqual([]);
  await until("the reminder is set again", async () => (await reminderOf(before.id))[0] === "scheduled");
  const history = await until("the history has it", async () => {
    const { body } = await ann("GET", `/api/tasks/${before.id}/history`);
    const entries = z.object({ items: z.array(historyEntrySchema) }).parse(body).items;
    return entries.filter(({ type }) => type.startsWith("freehold.task.")).length === 3 ? entries : undefined;
  });
  expect(history.filter(({ type }) => type.startsWith("freehold.task.")).at(-1)).toMatchObject({
    type: "freehold.task.restored.v1",
    actor: "ann",
    before: null,
    after: { title: "Sweep", version: 2 },
  });
  expect((await ann("PATCH", `/api/tasks/${before.id}`, { title: "Swept" })).body).toMatchObject({ version: 3 });
});

test("a reminder whose time has passed stays cancelled, also when the task is changed later", async () => {
  const task = await created({
    dueAt: "2099-01-30T08:00:00Z",
    reminders: [{ minutesBefore: 0 }, { minutesBefore: 30 }],
  });
  const statuses = (...expected: string[]) =>
    until(`the reminders are ${expected}`, async () => `${await reminderOf(task.id)}` === `${expected}`);
  await statuses("scheduled", "scheduled");
  await remove(task.id);
  await until("both are cancelled", async () => {
    const { rows } = await api.db.database.query<{ status: string }>(
      "select status from freehold.reminders where task_id = $1",
      [task.id],
    );
    return rows.every(({ status }) => status === "cancelled");
  });
  const { database } = api.db;
  // As if the earlier reminder's time had come while the task was deleted.
  await database.query(
    `update freehold.deleted_tasks set task = jsonb_set(task, '{due_at}', to_jsonb(date_trunc('ms', now() + interval '10 minutes')))
     where id = $1`,
    [task.id],
  );
  await database.query(
    `update freehold.reminders r set remind_at = (d.task->>'due_at')::timestamptz - minutes_before * interval '1 minute'
     from freehold.deleted_tasks d where d.id = r.task_id and r.task_id = $1`,
    [task.id],
  );
  await restore(task.id);
  await statuses("scheduled", "cancelled");
  await ann("PATCH", `/api/tasks/${task.id}`, { title: "Swept", reminders: [{ minutesBefore: 30 }] });
  await until("the other one is cancelled", async () => {
    const { rows } = await database.query<{ status: string }>(
      "select status from freehold.reminders where task_id = $1 order by minutes_before",
      [task.id],
    );
    return rows.map(({ status }) => status).join() === "cancelled,cancelled";
  });
});

test("restoring twice restores once, however close together", async () => {
  const { id } = await created();
  await remove(id);
  const answers = await Promise.all(Array.from({ length: 5 }, () => restore(id)));
  expect(answers.map(({ status, body }) => [status, taskSchema.parse(body).version])).toEqual(
    Array.from({ length: 5 }, () => [200, 2]),
  );
});

test("a task that was never deleted stays as it is, and an unknown one is not found", async () => {
  const task = await created();
  expect(await restore(task.id)).toMatchObject({ status: 200, body: task });
  expect((await restore("018f0000-0000-7000-8000-000000000000")).status).toBe(404);
});

test("after 30 days it is neither listed nor restored, and the clean-up is not needed for that", async () => {
  const { id } = await created();
  await remove(id);
  await age(id, 29.9);
  expect((await trash()).items.map((task) => task.id)).toContain(id);
  await age(id, 0.2);
  expect((await trash()).items.map((task) => task.id)).not.toContain(id);
  expect((await restore(id)).status).toBe(404);
});

test("pages join, last deleted first, and are the owner's own", async () => {
  const carol = api.as("carol");
  const ids: string[] = [];
  for (const title of ["First", "Second", "Third"]) ids.unshift((await created({ title }, carol)).id);
  for (const id of [...ids].reverse()) await remove(id, carol);
  const first = await trash("?limit=2", carol);
  const second = await trash(`?limit=2&cursor=${first.nextCursor}`, carol);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
  expect((await trash("", bob)).items).toEqual([]);
  expect(await restore(ids[0] ?? "", bob)).toMatchObject({ status: 404 });
  expect((await trash("", carol)).items).toHaveLength(3);
});

test("an occurrence whose place is taken by another task is refused, and stays deleted", async () => {
  const recurrence = { rrule: "FREQ=DAILY", timeZone: "UTC" };
  const { id } = await created({ dueAt: "2099-01-30T08:00:00Z", recurrence });
  await remove(id);
  const other = await created({ dueAt: "2099-01-30T08:00:00Z", recurrence });
  await api.db.database.query(
    `update freehold.tasks t set series_id = (d.task->>'series_id')::uuid from freehold.deleted_tasks d
     where t.id = $1 and d.id = $2`,
    [other.id, id],
  );
  expect(await restore(id)).toMatchObject({
    status: 409,
    body: { detail: "Its occurrence of the series is another task by now: delete that one first." },
  });
  expect((await trash()).items.map((task) => task.id)).toContain(id);
});

test("a task comes back to its list, its place and its checklist, and to the default list when its list is gone", async () => {
  const list = z.object({ id: z.string() }).parse((await ann("POST", "/api/lists", { name: "Home" })).body);
  const [stays, moves] = [
    await created({ listId: list.id, checklist: [{ text: "Corners" }] }),
    await created({ listId: list.id }),
  ];
  await ann("POST", `/api/tasks/${stays.id}/move`, { after: moves.id });
  const { listId, checklist, position } = taskSchema.parse((await ann("GET", `/api/tasks/${stays.id}`)).body);
  for (const { id } of [stays, moves]) await remove(id);
  expect((await restore(stays.id)).body).toMatchObject({ listId, checklist, position });
  await remove(stays.id);
  expect((await ann("DELETE", `/api/lists/${list.id}`)).status).toBe(204);
  expect((await restore(moves.id)).body).toMatchObject({ listId: null });
});

test.each(["DELETE", "PATCH", "POST"])("%s /api/tasks/trash is no request for a task of that name", async (method) => {
  const answer = await ann(method, "/api/tasks/trash", method === "DELETE" ? undefined : {});
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});
