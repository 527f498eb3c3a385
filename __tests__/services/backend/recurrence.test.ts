import { taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");

const berlin = "Europe/Berlin";
const create = (fields: object) => ann("POST", "/api/tasks", { title: "Again", ...fields });
const created = async (fields: object) => taskSchema.parse((await create(fields)).body);
const change = (id: string, body: unknown) => ann("PATCH", `/api/tasks/${id}`, body);
const dueAt = "2027-01-31T08:00:00.000Z";

/** Rules that are refused, each with a part of the reason. */
const refusals: [string, string][] = [
  ["FREQ=DAILY;INTERVAL=2,1", "INTERVAL=2,1 is not one positive whole number (RFC 5545 3.3.10)"],
  ["FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is not one positive whole number (RFC 5545 3.3.10)"],
  ["FREQ=DAILY;COUNT=2;UNTIL=20300101T000000Z", "COUNT cannot be used with UNTIL (RFC 5545 3.3.10)"],
  ["FREQ=WEEKLY;BYDAY=2MO", "BYDAY cannot have a number such as 1MO with FREQ=WEEKLY (RFC 5545 3.3.10)"],
  ["FREQ=WEEKLY;BYMONTHDAY=31", "BYMONTHDAY cannot be used with FREQ=WEEKLY (RFC 5545 3.3.10)"],
  ["FREQ=DAILY;UNTIL=20300101", "UNTIL=20300101 is not a time in UTC"],
  ["FREQ=DAILY;UNTIL=20270131T075959Z", "UNTIL is before the due date"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "gives no date after the due date"],
  ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "gives no date after the due date"],
  ["FREQ=YEARLY;BYYEARDAY=1,2;COUNT=9999", "needs more than"],
];

test.each(refusals)("%s is refused on POST and PATCH: %s", async (rrule, reason) => {
  const recurrence = { rrule, timeZone: berlin };
  const { id } = await created({ dueAt });
  for (const answer of [await create({ dueAt, recurrence }), await change(id, { recurrence })]) {
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ field: "recurrence.rrule", message: expect.stringContaining(reason) }] },
    });
  }
});

test.each(["2026-01-01T00:00:00Z", "2026-01-01T00:00:00[Europe/Berlin]", "+02:00", "GMT+1", "PST", ""])(
  "the time zone %j is refused on POST and PATCH",
  async (timeZone) => {
    const recurrence = { rrule: "FREQ=DAILY", timeZone };
    const { id } = await created({ dueAt, recurrence: { rrule: "FREQ=DAILY", timeZone: berlin } });
    for (const answer of [await create({ dueAt, recurrence }), await change(id, { recurrence })]) {
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: "recurrence.timeZone" }] } });
    }
  },
);

test("a time zone is stored with the letters of the IANA database", async () => {
  expect(await created({ dueAt, recurrence: { rrule: "FREQ=DAILY", timeZone: "europe/BERLIN" } })).toMatchObject({
    recurrence: { timeZone: berlin },
  });
});

test("moving one occurrence to a date that the rule does not give leaves the series as it is", async () => {
  const recurrence = { rrule: "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", timeZone: berlin };
  const before = await created({ dueAt, recurrence });
  const moved = "2027-02-01T08:00:00.000Z";
  for (const body of [{ dueAt: moved }, { dueAt: moved, recurrence }]) {
    expect(await change(before.id, body)).toMatchObject({
      status: 200,
      body: { dueAt: moved, recurrence, occurrence: before.occurrence },
    });
  }
});

test("without a due date, the occurrence of a rule with BYHOUR goes back to its own date", async () => {
  const recurrence = { rrule: "FREQ=DAILY;BYHOUR=9", timeZone: berlin };
  const { id, occurrence } = await created({ dueAt, recurrence });
  await change(id, { dueAt: "2027-03-01T10:00:00Z" });
  expect(await change(id, { dueAt: null })).toMatchObject({ status: 200, body: { dueAt, occurrence } });
});

test("a due date that the rule does not give is the first occurrence", async () => {
  const wednesday = "2027-01-06T08:00:00.000Z";
  const task = await created({
    dueAt: wednesday,
    recurrence: { rrule: "FREQ=WEEKLY;COUNT=1;BYDAY=MO", timeZone: berlin },
  });
  expect(task).toMatchObject({ dueAt: wednesday, occurrence: { localTime: "2027-01-06T09:00:00" } });
});

test("a due date whose local time is after the year 9999 is refused", async () => {
  const answer = await create({ dueAt: "9999-12-31T23:30:00Z", recurrence: { rrule: "FREQ=DAILY", timeZone: berlin } });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: "dueAt" }] } });
});

test("a rule with every minute of the day is accepted without a due date", async () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, number) => number).join(",");
  const rrule = `FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=${numbers(24)};BYMINUTE=${numbers(60)}`;
  const asked = Date.now();
  const { dueAt: due } = await created({ recurrence: { rrule, timeZone: "Etc/GMT-3" } });
  expect(Date.parse(due ?? "") - asked).toBeGreaterThan(-1_000);
  expect(new Date(due ?? "").getUTCSeconds()).toBe(0);
});

test("a task that was stored with a wrong time zone can still be read and corrected", async () => {
  const { id } = await created({ dueAt, recurrence: { rrule: "FREQ=DAILY", timeZone: berlin } });
  await api.db.database.query("update freehold.tasks set time_zone = '+02:00' where id = $1", [id]);
  expect(await ann("GET", `/api/tasks/${id}`)).toMatchObject({
    status: 200,
    body: { recurrence: { timeZone: "+02:00" } },
  });
  const recurrence = { rrule: "FREQ=DAILY", timeZone: berlin };
  expect(await change(id, { recurrence })).toMatchObject({ status: 200, body: { recurrence } });
});

describe("from and catchUp", () => {
  const rule = { rrule: "FREQ=DAILY", timeZone: berlin };
  const choices = { from: "completion", catchUp: "next" };

  test("are stored, read and listed; a default is left out", async () => {
    const task = await created({ dueAt, recurrence: { ...rule, ...choices } });
    expect(task.recurrence).toEqual({ ...rule, ...choices });
    expect((await ann("GET", `/api/tasks/${task.id}`)).body).toEqual(task);
    const plain = await created({ dueAt, recurrence: { ...rule, from: "schedule", catchUp: "all" } });
    expect(plain.recurrence).toEqual(rule);
  });

  test("another catchUp goes on with the series; another start of counting begins one at the due date", async () => {
    const before = await created({ dueAt, recurrence: rule });
    const next = await change(before.id, { recurrence: { ...rule, catchUp: "next" } });
    expect(next.body).toMatchObject({ recurrence: { ...rule, catchUp: "next" }, occurrence: before.occurrence });
    const { occurrence } = taskSchema.parse((await change(before.id, { recurrence: { ...rule, ...choices } })).body);
    expect(occurrence?.seriesId).not.toBe(before.occurrence?.seriesId);
    expect(occurrence).toMatchObject({ seriesStart: "2027-01-31T09:00:00", localTime: "2027-01-31T09:00:00" });
    const back = taskSchema.parse((await change(before.id, { recurrence: rule })).body);
    expect(back.recurrence).toEqual(rule);
  });

  test.each([
    ["recurrence.from", { from: "today" }],
    ["recurrence.catchUp", { catchUp: "none" }],
  ])("a wrong %s is refused on POST and PATCH", async (field, wrong) => {
    const { id } = await created({ dueAt });
    const recurrence = { ...rule, ...wrong };
    for (const answer of [await create({ dueAt, recurrence }), await change(id, { recurrence })]) {
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
    }
  });
});
