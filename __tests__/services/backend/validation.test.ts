import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");

const recurrence = { rrule: "FREQ=DAILY", timeZone: "Europe/Berlin" };
const dueAt = "2099-01-01T00:00:00Z";
const problemType = "application/problem+json; charset=utf-8";

test.each([
  ["title", {}],
  ["title", { title: " " }],
  ["title", { title: "x".repeat(201) }],
  ["title", { title: 7 }],
  ["title", { title: "nul\0" }],
  ["title", { title: "half \ud83c" }],
  ["description", { description: "x".repeat(10_001) }],
  ["description", { description: "nul\0" }],
  ["priority", { priority: "urgent" }],
  ["tags", { tags: "home" }],
  ["tags", { tags: Array(21).fill("x") }],
  ["tags.1", { tags: ["ok", ""] }],
  ["tags.0", { tags: ["x".repeat(51)] }],
  ["dueAt", { dueAt: "2099-01-01" }],
  ["dueAt", { dueAt: "2099-01-01T00:00:00" }],
  ["dueAt", { dueAt: "2099-02-29T00:00:00Z" }],
  ["dueAt", { dueAt: "1969-12-31T23:59:59Z" }],
  ["dueAt", { dueAt: "9999-12-31T23:59:59-01:00" }],
  ["dueAt", { dueAt: 1_900_000_000 }],
  ["reminders", { reminders: [{ minutesBefore: 5 }] }],
  ["reminders", { dueAt, reminders: Array(6).fill({ minutesBefore: 5 }) }],
  ["reminders.0.minutesBefore", { dueAt, reminders: [{ minutesBefore: -1 }] }],
  ["reminders.0.minutesBefore", { dueAt, reminders: [{ minutesBefore: 1.5 }] }],
  ["reminders.1.minutesBefore", { dueAt, reminders: [{ minutesBefore: 5 }, { minutesBefore: 40_321 }] }],
  ["reminders.0.minutesBefore", { dueAt, reminders: [{}] }],
  ["reminders.0.unit", { dueAt, reminders: [{ minutesBefore: 5, unit: "h" }] }],
  ["recurrence.rrule", { dueAt, recurrence: { ...recurrence, rrule: "every day" } }],
  ["recurrence.rrule", { dueAt, recurrence: { ...recurrence, rrule: "FREQ=HOURLY" } }],
  ["recurrence.rrule", { dueAt, recurrence: { ...recurrence, rrule: "FREQ=DAILY;DTSTART=20260101T000000" } }],
  ["recurrence.rrule", { dueAt, recurrence: { ...recurrence, rrule: "FREQ=DAILY;INTERVALL=2" } }],
  ["recurrence.rrule", { dueAt, recurrence: { ...recurrence, rrule: "FREQ=DAILY;WKST=\0" } }],
  ["recurrence.rrule", { dueAt, recurrence: { ...recurrence, rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" } }],
  ["recurrence.rrule", { recurrence: { ...recurrence, rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=9" } }],
  ["recurrence.rrule", { dueAt, recurrence: { ...recurrence, rrule: "FREQ=YEARLY;INTERVAL=9000" } }],
  ["recurrence.rrule", { recurrence: { ...recurrence, rrule: "FREQ=DAILY;INTERVAL=99999999999;BYHOUR=9" } }],
  ["recurrence.timeZone", { dueAt, recurrence: { ...recurrence, timeZone: "Europe/Atlantis" } }],
  ["recurrence.timeZone", { dueAt, recurrence: { rrule: "FREQ=DAILY" } }],
  ["recurrence.until", { dueAt, recurrence: { ...recurrence, until: dueAt } }],
  ["dueAt", { recurrence }],
  ["titel", { titel: "misspelt" }],
])("a wrong %s is named: %j", async (field, fields) => {
  const task = field === "title" ? fields : { title: "x", ...fields };
  const { status, headers, body } = await ann("POST", "/api/tasks", task);
  expect(status).toBe(400);
  expect(headers.get("content-type")).toBe(problemType);
  expect(body).toEqual({
    type: "about:blank",
    code: "INVALID_REQUEST",
    title: "Invalid request",
    status: 400,
    detail: expect.stringContaining(field),
    errors: [expect.objectContaining({ field, code: expect.any(String), message: expect.stringMatching(/./) })],
  });
});

test("every wrong field is named at once", async () => {
  expect((await ann("POST", "/api/tasks", { title: "", priority: 1, colour: "red" })).body).toMatchObject({
    errors: expect.arrayContaining(["title", "priority", "colour"].map((field) => expect.objectContaining({ field }))),
  });
});

test.each<[string, number, string, string, string | undefined, Record<string, string>]>([
  ["a body that is not JSON", 400, "POST", "/api/tasks", "{", {}],
  ["an empty body", 400, "POST", "/api/tasks", "", { "content-type": "application/json" }],
  ["no body at all", 400, "POST", "/api/tasks", undefined, {}],
  ["a list", 400, "POST", "/api/tasks", "[]", {}],
  ["a poisoned prototype", 400, "POST", "/api/tasks", '{"title":"x","__proto__":{"a":1}}', {}],
  ["a body that is too large", 413, "POST", "/api/tasks", JSON.stringify("x".repeat(128 * 1024)), {}],
  ["plain text", 415, "POST", "/api/tasks", '{"title":"x"}', { "content-type": "text/plain" }],
  ["a form", 415, "POST", "/api/tasks", "title=x", { "content-type": "application/x-www-form-urlencoded" }],
  ["an id that is none", 400, "GET", "/api/tasks/7", undefined, {}],
  ["an unknown id", 404, "GET", "/api/tasks/018f0000-0000-7000-8000-000000000000", undefined, {}],
  ["an unknown route", 404, "GET", "/api/tusks", undefined, {}],
  ["an unknown method", 405, "PUT", "/api/tasks", "{}", {}],
  ["a path that is no URL", 400, "GET", "/api/tasks/%zz", undefined, {}],
  ["a path without an end", 414, "GET", `/api/tasks/${"x".repeat(201)}`, undefined, {}],
])("%s is answered with problem details and %d", async (_what, status, method, path, body, headers) => {
  const answer = await ann(method, path, body, headers);
  expect(answer.headers.get("content-type")).toBe(problemType);
  expect(answer).toMatchObject({ status, body: { type: "about:blank", status, title: expect.stringMatching(/./) } });
});
