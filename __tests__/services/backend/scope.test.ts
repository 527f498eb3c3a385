import { service as auditConsumer } from "../../../services/audit-consumer/service";
import { taskSchema } from "../../../services/backend/schemas";
import { service as recurringTaskConsumer } from "../../../services/recurring-task-consumer/service";
import { useBackend } from "../../helpers/backend";
import { until } from "../../helpers/until";

const api = useBackend(recurringTaskConsumer, auditConsumer);
const ann = api.as("ann");

type Task = ReturnType<typeof taskSchema.parse>;
const weekly = { rrule: "FREQ=WEEKLY;BYDAY=MO;COUNT=4", timeZone: "Europe/Berlin" };
const created = async (fields: object = {}) =>
  taskSchema.parse(
    (await ann("POST", "/api/tasks", { title: "Bins", dueAt: "2099-03-16T08:00:00Z", recurrence: weekly, ...fields }))
      .body,
  );
const change = (id: string, scope: string, body: object) => ann("PATCH", `/api/tasks/${id}?scope=${scope}`, body);
const act = async (id: string, act: string) => taskSchema.parse((await ann("POST", `/api/tasks/${id}/${act}`)).body);
const open = async () =>
  taskSchema.array().parse(((await ann("GET", "/api/tasks?status=open")).body as { items: unknown }).items);
/** The task that follows a completion. */
const after = async (task: Task): Promise<Task> => {
  await act(task.id, "complete");
  const isNext = (other: Task) => other.occurrence?.seriesId === task.occurrence?.seriesId;
  return until("the next one", async () => (await open()).find(isNext));
};

afterEach(async () => {
  const ids = (await open()).map(({ id }) => id);
  if (ids.length > 0) await ann("POST", "/api/tasks/bulk", { act: "delete", ids });
});

test("this and following: the rule and COUNT go on from the new date, and what was completed stays", async () => {
  const first = await created();
  const second = await after(first);
  const { status, body } = await change(second.id, "following", { dueAt: "2099-03-24T09:30:00Z" });
  expect(status).toBe(200);
  const recurrence = { ...weekly, rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=3" };
  const place = "2099-03-24T10:30:00";
  expect(body).toMatchObject({
    dueAt: "2099-03-24T09:30:00.000Z",
    recurrence,
    occurrence: { seriesId: first.occurrence?.seriesId, seriesStart: place, localTime: place },
  });
  expect((await ann("GET", `/api/tasks/${first.id}`)).body).toMatchObject({
    status: "completed",
    dueAt: first.dueAt,
    recurrence: weekly,
    occurrence: first.occurrence,
  });
  // Summer time begins on 29 March.
  expect(await after(taskSchema.parse(body))).toMatchObject({ dueAt: "2099-03-31T08:30:00.000Z", recurrence });
});

test("this one: the series goes on as if nothing was moved, with and without saying so", async () => {
  for (const scope of ["this", ""]) {
    const task = await created();
    const query = scope && `?scope=${scope}`;
    const { body } = await ann("PATCH", `/api/tasks/${task.id}${query}`, { dueAt: "2099-03-18T08:00:00Z" });
    expect(body).toMatchObject({ recurrence: weekly, occurrence: task.occurrence });
    const next = await after(taskSchema.parse(body));
    expect(next).toMatchObject({ dueAt: "2099-03-23T08:00:00.000Z", recurrence: weekly });
    await ann("DELETE", `/api/tasks/${next.id}`);
  }
});

test("a completed predecessor that is reopened and completed again makes no second series", async () => {
  const first = await created();
  const second = await after(first);
  await change(second.id, "following", { dueAt: "2099-03-24T08:00:00Z" });
  await act(first.id, "reopen");
  const again = await act(first.id, "complete");
  // The completion of another task is handled after it: the log has one order.
  await after(await created({ title: "Later" }));
  const next = await open();
  expect(again.status).toBe("completed");
  expect(next.filter(({ title }) => title === "Bins").map(({ id }) => id)).toEqual([second.id]);
});

test("a date that a completed task of the series holds begins another series", async () => {
  const first = await created({ recurrence: { ...weekly, rrule: "FREQ=DAILY" } });
  const second = await after(first);
  const { status, body } = await change(second.id, "following", { dueAt: first.dueAt });
  expect([status, taskSchema.parse(body).dueAt]).toEqual([200, first.dueAt]);
  expect(taskSchema.parse(body).occurrence?.seriesId).not.toBe(first.occurrence?.seriesId);
});

test("the undo sets date, rule and place back", async () => {
  const before = await created();
  const { body } = await change(before.id, "following", { dueAt: "2099-03-17T08:00:00Z" });
  expect(body).toMatchObject({ recurrence: { rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=4" } });
  const undone = await until("the history has it", async () => {
    const answer = await ann("POST", `/api/tasks/${before.id}/revert`, { version: 1 });
    return answer.status === 200 && answer.body;
  });
  const { dueAt, recurrence, occurrence } = before;
  expect(undone).toMatchObject({ dueAt, recurrence, occurrence, version: 3 });
});

test.each([
  ["a rule for one date", "this", { recurrence: { ...weekly, rrule: "FREQ=DAILY" } }, "scope"],
  ["a scope that there is not", "all", { title: "x" }, "scope"],
  ["a date after the rule has ended", "following", { dueAt: "2099-05-01T08:00:00Z" }, "recurrence.rrule"],
])("%s is refused and changes nothing", async (_what, scope, body, field) => {
  const rrule = "FREQ=WEEKLY;BYDAY=MO;UNTIL=20990401T000000Z";
  const before = await created({ recurrence: { ...weekly, rrule } });
  expect(await change(before.id, scope, body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  expect((await ann("GET", `/api/tasks/${before.id}`)).body).toEqual(before);
});

test.each([
  ["", ["2099-03-16T08:00:00.000Z", "2099-03-23T08:00:00.000Z", "2099-03-30T07:00:00.000Z"], "MO"],
  [
    "?dueAt=2099-03-17T08:00:00Z",
    ["2099-03-17T08:00:00.000Z", "2099-03-23T08:00:00.000Z", "2099-03-30T07:00:00.000Z"],
    "MO",
  ],
  [
    "?dueAt=2099-03-17T08:00:00Z&scope=following",
    ["2099-03-17T08:00:00.000Z", "2099-03-24T08:00:00.000Z", "2099-03-31T07:00:00.000Z"],
    "TU",
  ],
])("the next dates%s are shown before anything changes", async (query, dates, day) => {
  const task = await created();
  const recurrence = { ...weekly, rrule: `FREQ=WEEKLY;BYDAY=${day};COUNT=4` };
  expect(await ann("GET", `/api/tasks/${task.id}/dates${query}`)).toMatchObject({
    status: 200,
    body: { dates, recurrence },
  });
  expect((await ann("GET", `/api/tasks/${task.id}`)).body).toEqual(task);
});

test.each([
  ["the rule that it has", { dueAt: "2099-03-16T08:00:00Z" }],
  ["none", { dueAt: "2099-03-16T08:00:00Z", recurrence: null }],
])("the dates of another rule instead of %s are shown with what is odd about them", async (_what, fields) => {
  const task = await created(fields);
  const shown = (query: string) => ann("GET", `/api/tasks/${task.id}/dates?${query}`);
  const zone = "timeZone=Europe/Berlin";
  expect(await shown(`rrule=FREQ=MONTHLY;BYMONTHDAY=31&${zone}&dueAt=2099-01-31T01:30:00Z`)).toMatchObject({
    status: 200,
    body: {
      dates: ["2099-01-31T01:30:00.000Z", "2099-03-31T00:30:00.000Z", "2099-05-31T00:30:00.000Z"],
      notes: [
        { code: "MONTHS_WITHOUT_DAY", values: { day: 31 }, message: expect.stringContaining("Months without a 31st") },
        { code: "CLOCKS_CHANGE", values: { date: "2099-03-29", time: "02:30" } },
      ],
    },
  });
  expect((await shown(`rrule=FREQ=DAILY&${zone}&dueAt=2099-03-28T01:30:00Z`)).body).toMatchObject({
    notes: expect.arrayContaining([
      expect.objectContaining({ message: expect.stringContaining("2:30 does not exist") }),
      expect.objectContaining({ message: expect.stringContaining("comes twice") }),
    ]),
  });
  expect(await shown("rrule=FREQ=DAILY")).toMatchObject({ status: 400, body: { errors: [{ field: "timeZone" }] } });
  expect(await shown(`rrule=FREQ=NEVER&${zone}`)).toMatchObject({ body: { errors: [{ field: "recurrence.rrule" }] } });
  expect((await ann("GET", `/api/tasks/${task.id}`)).body).toEqual(task);
});

test("the dates of a task without one are none, and a refusal names its field", async () => {
  const once = await created({ dueAt: null, recurrence: null });
  expect((await ann("GET", `/api/tasks/${once.id}/dates`)).body).toEqual({ dates: [], recurrence: null, notes: [] });
  const placed = await created({ recurrence: { ...weekly, rrule: "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=3" } });
  const query = "dueAt=2099-03-17T08:00:00Z&scope=following";
  expect(await ann("GET", `/api/tasks/${placed.id}/dates?${query}`)).toMatchObject({
    status: 400,
    body: { errors: [{ field: "recurrence.rrule", message: expect.stringContaining("has BYSETPOS") }] },
  });
});
