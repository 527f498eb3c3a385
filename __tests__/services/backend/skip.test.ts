import { z } from "zod";
import { service as auditConsumer } from "../../../services/audit-consumer/service";
import { historyEntrySchema, taskSchema } from "../../../services/backend/schemas";
import { service as reminderConsumer } from "../../../services/reminder-consumer/service";
import { useBackend } from "../../helpers/backend";
import { until } from "../../helpers/until";

const api = useBackend(auditConsumer, reminderConsumer);
const ann = api.as("ann");

const dueAt = "2099-01-30T08:00:00.000Z";
const daily = { rrule: "FREQ=DAILY", timeZone: "Europe/Berlin" };
const created = async (fields: object = {}) =>
  taskSchema.parse((await ann("POST", "/api/tasks", { title: "Sweep", dueAt, recurrence: daily, ...fields })).body);
const skip = (id: string, headers: Record<string, string> = {}) =>
  ann("POST", `/api/tasks/${id}/skip`, undefined, headers);
const read = async (id: string) => taskSchema.parse((await ann("GET", `/api/tasks/${id}`)).body);

test("moves a task with its reminders to the next date, as one event that the history shows", async () => {
  const before = await created({ reminders: [{ minutesBefore: 60 }] });
  await until("the reminder is set", async () => (await read(before.id)).reminders[0]?.status === "scheduled");
  const answer = await skip(before.id);
  expect(answer).toMatchObject({
    status: 200,
    body: {
      id: before.id,
      status: "open",
      dueAt: "2099-01-31T08:00:00.000Z",
      reminders: [{ minutesBefore: 60, remindAt: "2099-01-31T07:00:00.000Z" }],
      occurrence: { ...before.occurrence, localTime: "2099-01-31T09:00:00" },
      version: 2,
    },
  });
  expect(answer.headers.get("etag")).toMatch(/^"2\./);
  const history = await until("the history has it, and the reminder", async () => {
    const { body } = await ann("GET", `/api/tasks/${before.id}/history`);
    const { items } = z.object({ items: z.array(historyEntrySchema) }).parse(body);
    return items.length === 4 ? items : undefined;
  });
  expect(history.filter(({ type }) => type.startsWith("freehold.task."))).toMatchObject([
    { type: "freehold.task.created.v1" },
    { type: "freehold.task.updated.v1", actor: "ann", before: { dueAt }, after: { dueAt: "2099-01-31T08:00:00.000Z" } },
  ]);
  expect(history.at(-1)).toMatchObject({
    type: "freehold.reminder.scheduled.v1",
    before: { remindAt: "2099-01-30T07:00:00.000Z" },
    after: { remindAt: "2099-01-31T07:00:00.000Z" },
  });
});

test("a task that was moved goes to the date that its series has next", async () => {
  const { id } = await created();
  await ann("PATCH", `/api/tasks/${id}`, { dueAt: "2099-01-30T15:00:00Z" });
  expect(await skip(id)).toMatchObject({ status: 200, body: { dueAt: "2099-01-31T08:00:00.000Z" } });
});

test("an overdue task goes to its next date, or to the next in the future", async () => {
  const overdue = "2020-01-01T08:00:00.000Z";
  const { id } = await created({ dueAt: overdue });
  expect((await skip(id)).body).toMatchObject({ dueAt: "2020-01-02T08:00:00.000Z" });
  const next = await created({ dueAt: overdue, recurrence: { ...daily, catchUp: "next" } });
  const asked = Date.now();
  const { dueAt: due } = taskSchema.parse((await skip(next.id)).body);
  expect(Date.parse(due ?? "")).toBeGreaterThan(asked);
  expect(Date.parse(due ?? "")).toBeLessThan(Date.now() + 25 * 3_600_000);
});

test("what repeats after completion moves on from its due date, and from today when it is overdue", async () => {
  const recurrence = { rrule: "FREQ=WEEKLY;COUNT=2", timeZone: "UTC", from: "completion" };
  const before = await created({ recurrence });
  expect((await skip(before.id)).body).toMatchObject({
    dueAt: "2099-02-06T08:00:00.000Z",
    recurrence: { ...recurrence, rrule: "FREQ=WEEKLY;COUNT=1" },
    occurrence: { ...before.occurrence, seriesStart: "2099-01-30T08:00:00", localTime: "2099-02-06T08:00:00" },
  });
  expect(await skip(before.id)).toMatchObject({ status: 409 });
  const overdue = await created({ recurrence, dueAt: "2020-01-01T08:00:00.000Z" });
  const asked = Date.now();
  const { dueAt: due } = taskSchema.parse((await skip(overdue.id)).body);
  expect(Date.parse(due ?? "")).toBeGreaterThan(asked + 6 * 24 * 3_600_000);
});

test.each<[string, object, string | undefined, string]>([
  ["that does not recur", { recurrence: null }, undefined, "does not recur"],
  ["whose rule has ended", { recurrence: { ...daily, rrule: "FREQ=DAILY;COUNT=1" } }, undefined, "The rule has ended"],
  ["that is completed", {}, "complete", "A completed task can't be changed any more."],
])("a task %s is refused and stays as it is", async (_what, fields, action, detail) => {
  const { id } = await created(fields);
  if (action) await ann("POST", `/api/tasks/${id}/${action}`);
  const before = await read(id);
  expect(await skip(id)).toMatchObject({ status: 409, body: { detail: expect.stringContaining(detail) } });
  expect(await read(id)).toEqual(before);
});

test("a rule that can't be read is refused with the field to correct", async () => {
  const { id } = await created();
  await api.db.database.query("update freehold.tasks set time_zone = '+02:00' where id = $1", [id]);
  expect(await skip(id)).toMatchObject({
    status: 409,
    body: { detail: expect.stringMatching(/^recurrence\.timeZone: .* Change the recurrence/) },
  });
});

test("a next date that is a task already is refused", async () => {
  const { id, occurrence } = await created();
  const other = await created();
  await api.db.database.query(
    "update freehold.tasks set series_id = $2, local_time = '2099-01-31T09:00:00' where id = $1",
    [other.id, occurrence?.seriesId],
  );
  expect(await skip(id)).toMatchObject({ status: 409, body: { detail: expect.stringContaining("is a task already") } });
  expect(await read(id)).toMatchObject({ dueAt, version: 1 });
});

test("an unknown task is not found, and one that was changed since is not skipped", async () => {
  expect((await skip("018f0000-0000-7000-8000-000000000000")).status).toBe(404);
  const { id } = await created();
  expect((await skip(id, { "if-match": '"2"' })).status).toBe(412);
  expect((await skip(id, { "if-match": '"1"' })).status).toBe(200);
  expect((await skip(id, { "if-match": '"1"' })).status).toBe(412);
});

test("with an idempotency key, a repeated request skips one date and gets the first answer", async () => {
  const { id } = await created();
  const headers = { "idempotency-key": `skip-${id}`, "if-match": '"1"' };
  const first = await skip(id, headers);
  expect(first).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await skip(id, headers)).toMatchObject({ status: 200, body: first.body });
  expect(await read(id)).toMatchObject({ version: 2 });
  expect((await skip((await created()).id, headers)).status).toBe(422);
});
