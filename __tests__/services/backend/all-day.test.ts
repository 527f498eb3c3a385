import ICAL from "ical.js";
import { z } from "zod";
import { service as auditConsumer } from "../../../services/audit-consumer/service";
import { notificationPage, pageOf, taskSchema } from "../../../services/backend/schemas";
import { dayIn } from "../../../services/domain/all-day";
import { service as notification } from "../../../services/notification/service";
import { service as recurringTaskConsumer } from "../../../services/recurring-task-consumer/service";
import { service as reminderConsumer } from "../../../services/reminder-consumer/service";
import { service as reminderScheduler } from "../../../services/reminder-scheduler/service";
import { useBackend } from "../../helpers/backend";
import { fileOf } from "../../helpers/backend-file";
import { until } from "../../helpers/until";

const api = useBackend(recurringTaskConsumer, auditConsumer, reminderConsumer, reminderScheduler, notification);
const ann = api.as("ann");

const timeZone = "Europe/Berlin";
const dueOn = { date: "2099-12-24", timeZone };
const dueAt = "2099-12-24T22:59:59.000Z";
const create = (fields: object, call = ann) => call("POST", "/api/tasks", { title: "Day", ...fields });
const created = async (fields: object, call = ann) => taskSchema.parse((await create(fields, call)).body);
const change = async (id: string, fields: object, query = "") =>
  taskSchema.parse((await ann("PATCH", `/api/tasks/${id}${query}`, fields)).body);
const titles = async (query: string, call = ann) =>
  pageOf(taskSchema)
    .parse((await call("GET", `/api/tasks?${query}`)).body)
    .items.map(({ title }) => title);

test("a day is stored with its end, and reminders count back from 9:00 of it", async () => {
  const task = await created({ dueOn, reminders: [{ minutesBefore: 0 }, { minutesBefore: 1_440 }] });
  expect(task).toMatchObject({
    ...{ dueOn, dueAt, remindFrom: "2099-12-24T08:00:00.000Z" },
    reminders: [
      { minutesBefore: 0, remindAt: "2099-12-24T08:00:00.000Z" },
      { minutesBefore: 1_440, remindAt: "2099-12-23T08:00:00.000Z" },
    ],
  });
  expect((await ann("GET", `/api/tasks/${task.id}`)).body).toMatchObject({ dueOn, dueAt });
  const fired = await created({
    title: "Reminds",
    dueOn: dayIn(new Date(), timeZone),
    reminders: [{ minutesBefore: 1_440 }],
  });
  const sent = await until("the notification", async () => {
    const { items } = notificationPage.parse((await ann("GET", "/api/notifications")).body);
    return items.length > 0 && items;
  });
  expect(sent).toMatchObject([{ taskId: fired.id, dueOn: fired.dueOn, dueAt: fired.dueAt }]);
});

test("a day and a time replace each other, null empties either, and what is not sent stays", async () => {
  const { id } = await created({ dueOn });
  expect(await change(id, { title: "Other" })).toMatchObject({ dueOn, dueAt });
  const timed = await change(id, { dueAt: "2099-12-25T08:00:00Z" });
  expect([timed.dueAt, timed.dueOn, timed.remindFrom]).toEqual(["2099-12-25T08:00:00.000Z", undefined, undefined]);
  expect(await change(id, { dueOn: null })).toMatchObject({ dueAt: "2099-12-25T08:00:00.000Z" });
  expect(await change(id, { dueAt: null, dueOn })).toMatchObject({ dueOn, dueAt });
  for (const empty of [{ dueAt: null }, { dueOn: null }]) {
    await change(id, { dueOn });
    const { dueAt: none, dueOn: noDay } = await change(id, empty);
    expect([none, noDay]).toEqual([null, undefined]);
  }
});

test.each([
  ["a day and a time", { dueOn, dueAt }, "dueOn"],
  ["a day without a zone", { dueOn: { date: "2099-12-24" } }, "dueOn.timeZone"],
  ["a zone that is unknown", { dueOn: { ...dueOn, timeZone: "+02:00" } }, "dueOn.timeZone"],
  ["a day that there is not", { dueOn: { ...dueOn, date: "2099-02-29" } }, "dueOn.date"],
  ["a year that can't be written", { dueOn: { ...dueOn, date: "9999-12-31" } }, "dueOn.date"],
  ["a day with an hour", { dueOn, recurrence: { rrule: "FREQ=DAILY;BYHOUR=9", timeZone } }, "recurrence.rrule"],
  ["a rule of another zone", { dueOn, recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" } }, "dueOn.timeZone"],
])("%s is refused on POST and PATCH", async (_what, fields, field) => {
  const { id } = await created({});
  for (const answer of [await create(fields), await ann("PATCH", `/api/tasks/${id}`, fields)]) {
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  }
});

test("the day is overdue once it has passed in its own zone, and is today until then", async () => {
  const call = api.as("days");
  // The same instant is another day in each.
  const zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago"];
  for (const zone of zones) {
    const now = new Date();
    const yesterday = dayIn(new Date(now.getTime() - 86_400_000), zone);
    await created({ title: `Yesterday ${zone}`, dueOn: yesterday }, call);
    await created({ title: `Today ${zone}`, dueOn: dayIn(now, zone) }, call);
  }
  for (const zone of zones) {
    expect(await titles(`view=today&timeZone=${zone}`, call)).toContain(`Today ${zone}`);
    expect(await titles(`view=overdue&timeZone=${zone}`, call)).toContain(`Yesterday ${zone}`);
  }
  const past = (await titles(`dueBefore=${new Date().toISOString()}`, call)).sort();
  expect(past).toEqual(zones.map((zone) => `Yesterday ${zone}`).sort());
});

test("sorted by due date, a day comes after its times, and a page goes on behind it", async () => {
  const call = api.as("sorted");
  await created({ title: "Day", dueOn }, call);
  await created({ title: "Evening", dueAt: "2099-12-24T20:00:00Z" }, call);
  await created({ title: "Next", dueAt: "2099-12-24T23:00:00Z" }, call);
  expect(await titles("sort=due", call)).toEqual(["Evening", "Day", "Next"]);
  const page = pageOf(taskSchema).parse((await call("GET", "/api/tasks?sort=due&limit=2")).body);
  expect(await titles(`sort=due&cursor=${page.nextCursor}`, call)).toEqual(["Next"]);
});

describe("a series of days", () => {
  const recurrence = { rrule: "FREQ=DAILY", timeZone: "America/New_York" };
  const day = (date: string) => ({ date, timeZone: recurrence.timeZone });

  test("goes on by days across a clock change, by completion and by skipping", async () => {
    // Summer time begins on 8 March there.
    const task = await created({ dueOn: day("2099-03-07"), recurrence });
    expect(task).toMatchObject({ dueAt: "2099-03-08T04:59:59.000Z", occurrence: { localTime: "2099-03-07T23:59:59" } });
    const skipped = taskSchema.parse((await ann("POST", `/api/tasks/${task.id}/skip`)).body);
    expect(skipped).toMatchObject({ dueOn: day("2099-03-08"), dueAt: "2099-03-09T03:59:59.000Z" });
    await ann("POST", `/api/tasks/${task.id}/complete`);
    const query = "status=open&search=Day&sort=created&limit=1";
    const next = await until("the next one", async () => {
      const { items } = pageOf(taskSchema).parse((await ann("GET", `/api/tasks?${query}`)).body);
      return items[0]?.occurrence?.seriesId === task.occurrence?.seriesId && items[0];
    });
    expect(next).toMatchObject({ dueOn: day("2099-03-09"), dueAt: "2099-03-10T03:59:59.000Z", recurrence });
  });

  test("moves with this and following, and becomes one of times with all that follow", async () => {
    const weekly = { ...recurrence, rrule: "FREQ=WEEKLY;BYDAY=SA" };
    const { id } = await created({ dueOn: day("2099-03-07"), recurrence: weekly });
    expect((await ann("PATCH", `/api/tasks/${id}?scope=this`, { dueAt: "2099-03-07T15:00:00Z" })).body).toMatchObject({
      errors: [{ field: "scope" }],
    });
    const query = `dueOn=2099-03-09&timeZone=${recurrence.timeZone}&scope=following`;
    const dates = ["2099-03-10T03:59:59.000Z", "2099-03-17T03:59:59.000Z", "2099-03-24T03:59:59.000Z"];
    expect((await ann("GET", `/api/tasks/${id}/dates?${query}`)).body).toMatchObject({ dates });
    expect(await change(id, { dueOn: day("2099-03-09") }, "?scope=following")).toMatchObject({
      dueOn: day("2099-03-09"),
      recurrence: { rrule: "FREQ=WEEKLY;BYDAY=MO" },
      occurrence: { localTime: "2099-03-09T23:59:59" },
    });
    const timed = await change(id, { dueAt: "2099-03-09T13:00:00Z" });
    expect([timed.dueOn, timed.occurrence?.localTime]).toEqual([undefined, "2099-03-09T09:00:00"]);
  });
});

test("a bulk move, a revert and a restored deletion keep the day", async () => {
  const { id } = await created({ dueOn: { date: "2099-03-28", timeZone } });
  // In the zone of the owner it would be another time of day.
  await ann("POST", "/api/tasks/bulk", { act: "shiftDue", days: 1, timeZone: "Asia/Tokyo", ids: [id] });
  const moved = { dueOn: { date: "2099-03-29", timeZone }, dueAt: "2099-03-29T21:59:59.000Z" };
  expect((await ann("GET", `/api/tasks/${id}`)).body).toMatchObject(moved);
  const reverted = await until("the history has it", async () => {
    const answer = await ann("POST", `/api/tasks/${id}/revert`, { version: 1 });
    return answer.status === 200 && answer.body;
  });
  expect(reverted).toMatchObject({ dueOn: { date: "2099-03-28" }, dueAt: "2099-03-28T22:59:59.000Z" });
  await ann("DELETE", `/api/tasks/${id}`);
  expect((await ann("POST", `/api/tasks/${id}/restore`)).body).toMatchObject({ dueOn: { date: "2099-03-28" } });
});

test("quick add makes a day of a date without a time, and shows it before", async () => {
  const words = { text: "Christmas 24 dec 2099 remind 1 day before", timeZone };
  const task = { title: "Christmas", dueOn, dueAt, reminders: [{ minutesBefore: 1_440 }] };
  const preview = await ann("POST", "/api/quick-add?preview=true", words);
  expect(preview.body).toMatchObject({ task, dates: [dueAt], notes: [] });
  expect((await ann("POST", "/api/quick-add", words)).body).toMatchObject(task);
});

test("calendars and tables show a day as a date", async () => {
  const call = api.as("calendar");
  const recurrence = { rrule: "FREQ=DAILY;UNTIL=20991231T225959Z", timeZone };
  await created({ title: "Once", dueOn, reminders: [{ minutesBefore: 60 }] }, call);
  await created({ title: "Daily", dueOn, recurrence }, call);
  const feed = z.object({ url: z.string() }).parse((await call("POST", "/api/calendar-feeds", { name: "x" })).body);
  const lines = (text: string) => text.split(/\r?\n/);
  const events = lines(await (await fetch(feed.url)).text());
  expect(events.filter((line) => line === "DTSTART;VALUE=DATE:20991224")).toHaveLength(2);
  expect(events).toContain("RRULE:FREQ=DAILY;UNTIL=20991231");
  const { text } = await fileOf(api.url, "calendar", "/api/export?format=ics");
  expect(new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vtodo")).toHaveLength(2);
  expect(lines(text)).toEqual(
    expect.arrayContaining([
      ...["DUE;VALUE=DATE:20991224", "TRIGGER;RELATED=END:PT8H"],
      ...["DTSTART;VALUE=DATE:20991224", "DURATION:P1D", "RRULE:FREQ=DAILY;UNTIL=20991231"],
    ]),
  );
  const csv = lines((await fileOf(api.url, "calendar", "/api/export?format=csv")).text);
  expect(csv[1]).toContain(`${dueAt},2099-12-24,60`);
});
