import { taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");

const whole = {
  title: "Water the plants",
  description: "All of them",
  priority: "high",
  tags: ["home"],
  dueAt: "2099-10-31T13:00:00.000Z",
  reminders: [{ minutesBefore: 30 }],
  recurrence: { rrule: "FREQ=DAILY", timeZone: "America/New_York" },
};
const create = async (task: object = whole) => taskSchema.parse((await ann("POST", "/api/tasks", task)).body);
const change = (id: string, body: unknown) => ann("PATCH", `/api/tasks/${id}`, body);

test.each([
  [{ title: "Water the garden" }],
  [{ description: "Only the big ones" }],
  [{ priority: "low" }],
  [{ tags: [] }],
  [{ recurrence: { rrule: "FREQ=WEEKLY", timeZone: "Europe/Berlin" } }],
])("%j changes that field and leaves the others", async (changes) => {
  const { occurrence: _, updatedAt: __, ...before } = await create();
  const { status, body } = await change(before.id, changes);
  expect(status).toBe(200);
  expect(body).toMatchObject({ ...before, ...changes, version: 2 });
  expect((await ann("GET", `/api/tasks/${before.id}`)).body).toEqual(body);
});

test("null empties a field; a field that is not sent stays", async () => {
  const { id } = await create({ ...whole, reminders: [] });
  expect((await change(id, { description: null, recurrence: null })).body).toMatchObject({
    description: null,
    recurrence: null,
    occurrence: null,
    dueAt: whole.dueAt,
  });
  expect((await change(id, { dueAt: null })).body).toMatchObject({ dueAt: null, title: whole.title });
});

test("moving the due date moves the reminders and keeps the place in the series", async () => {
  const before = await create();
  const { body } = await change(before.id, { dueAt: "2099-10-31T20:00:00Z" });
  expect(body).toMatchObject({
    dueAt: "2099-10-31T20:00:00.000Z",
    reminders: [{ minutesBefore: 30, remindAt: "2099-10-31T19:30:00.000Z" }],
    occurrence: before.occurrence,
  });
});

test.each([
  ["another rule", { rrule: "FREQ=WEEKLY", timeZone: "America/New_York" }],
  ["another time zone", { rrule: "FREQ=DAILY", timeZone: "America/Chicago" }],
])("%s starts a new series at the due date", async (_what, recurrence) => {
  const before = await create();
  const after = taskSchema.parse((await change(before.id, { recurrence })).body);
  expect(after.occurrence?.seriesId).not.toBe(before.occurrence?.seriesId);
  const localTime = recurrence.timeZone === "America/Chicago" ? "2099-10-31T08:00:00" : "2099-10-31T09:00:00";
  expect(after.occurrence).toMatchObject({ seriesStart: localTime, localTime });
});

test("the same recurrence sent again is no new series", async () => {
  const before = await create();
  expect((await change(before.id, { recurrence: whole.recurrence })).body).toMatchObject({
    occurrence: before.occurrence,
  });
});

test("a task that begins to recur gets its place in a series", async () => {
  const { id } = await create({ title: "Once", dueAt: whole.dueAt });
  expect((await change(id, { recurrence: whole.recurrence })).body).toMatchObject({
    occurrence: { localTime: "2099-10-31T09:00:00" },
  });
});

test.each([
  ["a field that must not be empty", { title: null }, "title"],
  ["an unknown field", { titel: "x" }, "titel"],
  ["a field that is not for the client to set", { ownerId: "bob" }, "ownerId"],
  ["an empty change", {}, ""],
  ["a list", [], ""],
  ["a recurring task without a due date", { dueAt: null }, "dueAt"],
  ["reminders without a due date", { dueAt: null, recurrence: null }, "reminders"],
])("%s is refused and changes nothing", async (_what, changes, field) => {
  const before = await create();
  expect(await change(before.id, changes)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  expect((await ann("GET", `/api/tasks/${before.id}`)).body).toEqual(before);
});

test("a completed task can't be changed any more", async () => {
  const { id } = await create();
  await ann("POST", `/api/tasks/${id}/complete`);
  expect(await change(id, { title: "Too late" })).toMatchObject({
    status: 409,
    body: { title: "Conflict", detail: "A completed task can't be changed any more." },
  });
});

test("changes at the same time all happen, one after the other", async () => {
  const { id } = await create();
  await Promise.all([change(id, { title: "New" }), change(id, { priority: "low" }), change(id, { tags: ["a"] })]);
  expect((await ann("GET", `/api/tasks/${id}`)).body).toMatchObject({
    title: "New",
    priority: "low",
    tags: ["a"],
    version: 4,
  });
});
