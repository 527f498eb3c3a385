import { z } from "zod";
import { service as auditConsumer } from "../../../services/audit-consumer/service";
import { taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";
import { until } from "../../helpers/until";

const api = useBackend(auditConsumer);
const ann = api.as("ann");

const created = async (fields: object = {}) =>
  taskSchema.parse((await ann("POST", "/api/tasks", { title: "Sweep", ...fields })).body);
const change = (id: string, fields: object) => ann("PATCH", `/api/tasks/${id}`, fields);
const revert = (id: string, version: number, headers: Record<string, string> = {}) =>
  ann("POST", `/api/tasks/${id}/revert`, { version }, headers);
const toldOf = (id: string, version: number) =>
  until("the history has it", async () => {
    const { rows } = await api.db.database.query(
      "select after->>'version' from freehold.audit_entries where task_id = $1",
      [id],
    );
    return rows.length === version;
  });
/** What a revert sets back. */
const fieldsOf = ({ title, description, priority, tags, dueAt, reminders, recurrence, occurrence }: Fields) => ({
  ...{ title, description, priority, tags, dueAt, reminders, recurrence, occurrence },
});
type Fields = ReturnType<typeof taskSchema.parse>;

test("an edit of every field is undone as a new change, and the undoing undone", async () => {
  const before = await created({
    description: "All rooms",
    tags: ["home"],
    dueAt: "2099-01-30T08:00:00Z",
    reminders: [{ minutesBefore: 30 }],
    recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
  });
  const edited = await change(before.id, {
    title: "Mop",
    description: null,
    priority: "high",
    tags: [],
    dueAt: "2099-02-01T08:00:00Z",
    reminders: [],
    recurrence: { rrule: "FREQ=WEEKLY", timeZone: "Europe/Berlin" },
  });
  const after = taskSchema.parse(edited.body);
  await toldOf(before.id, 2);
  const undone = await revert(before.id, 1);
  expect(undone).toMatchObject({ status: 200, body: { ...fieldsOf(before), version: 3 } });
  expect(undone.headers.get("etag")).toMatch(/^"3/);
  expect(await revert(before.id, 2)).toMatchObject({ status: 200, body: { ...fieldsOf(after), version: 4 } });
});

test("a skipped date comes back", async () => {
  const before = await created({
    dueAt: "2099-01-30T08:00:00Z",
    recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
  });
  await ann("POST", `/api/tasks/${before.id}/skip`);
  await toldOf(before.id, 2);
  expect((await revert(before.id, 1)).body).toMatchObject({ ...fieldsOf(before), version: 3 });
});

test("the list and the checklist come back, and a list that is gone is the default one", async () => {
  const list = z.object({ id: z.string() }).parse((await ann("POST", "/api/lists", { name: "Home" })).body);
  const { id, checklist } = await created({ listId: list.id, checklist: [{ text: "Corners" }] });
  await change(id, { listId: null, checklist: [] });
  await toldOf(id, 2);
  expect((await revert(id, 1)).body).toMatchObject({ listId: list.id, checklist, version: 3 });
  expect((await revert(id, 2)).body).toMatchObject({ listId: null, checklist: [], version: 4 });
  expect((await ann("DELETE", `/api/lists/${list.id}`)).status).toBe(204);
  expect((await revert(id, 1)).body).toMatchObject({ listId: null, checklist, version: 5 });
});

test("a version whose own entry is gone is told by the change after it", async () => {
  const { id } = await created();
  await change(id, { title: "Mop" });
  await toldOf(id, 2);
  await api.db.database.query("delete from freehold.audit_entries where task_id = $1 and before is null", [id]);
  expect((await revert(id, 1)).body).toMatchObject({ title: "Sweep", version: 3 });
});

test("what is as it was already does not change", async () => {
  const { id } = await created();
  await toldOf(id, 1);
  expect((await revert(id, 1)).body).toMatchObject({ version: 1 });
  await ann("POST", `/api/tasks/${id}/complete`);
  await ann("POST", `/api/tasks/${id}/reopen`);
  expect((await revert(id, 1)).body).toMatchObject({ version: 3, status: "open" });
});

test("refuses what the history does not tell, a version to come, a completed task and a changed one", async () => {
  const { id } = await created();
  await change(id, { title: "Mop" });
  await toldOf(id, 2);
  expect(await revert(id, 3)).toMatchObject({
    status: 400,
    body: { errors: [{ field: "version", message: "the task is at version 2" }] },
  });
  expect((await revert(id, 1, { "if-match": '"1"' })).status).toBe(412);
  await api.db.database.query("delete from freehold.audit_entries where task_id = $1", [id]);
  expect(await revert(id, 1)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining("Version 1 is not in the history") },
  });
  await ann("POST", `/api/tasks/${id}/complete`);
  expect(await revert(id, 1)).toMatchObject({ status: 409, body: { detail: expect.stringContaining("completed") } });
});
