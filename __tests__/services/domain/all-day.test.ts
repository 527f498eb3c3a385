import { dayIn, dueDayOf, endOfDay, remindersFrom, storedDue } from "../../../services/domain/all-day";

test.each([
  ["in winter", "2026-12-24", "Europe/Berlin", "2026-12-24T22:59:59.000Z"],
  ["of 23 hours", "2027-03-28", "Europe/Berlin", "2027-03-28T21:59:59.000Z"],
  ["of 25 hours", "2027-10-31", "Europe/Berlin", "2027-10-31T22:59:59.000Z"],
  ["before one that begins at 1:00", "2027-03-27", "Asia/Beirut", "2027-03-27T21:59:59.000Z"],
  ["whose last hour comes twice", "2027-04-03", "America/Santiago", "2027-04-04T03:59:59.000Z"],
  ["at the end of a year", "2026-12-31", "Pacific/Kiritimati", "2026-12-31T09:59:59.000Z"],
])("a day %s ends with its last second", (_what, date, timeZone, end) => {
  expect(endOfDay({ date, timeZone }).toISOString()).toBe(end);
  expect(dayIn(new Date(end), timeZone)).toEqual({ date, timeZone });
  expect(dayIn(new Date(Date.parse(end) + 1_000), timeZone).date).not.toBe(date);
});

test("reminders count back from 9:00, whatever the clocks do that day", () => {
  expect(remindersFrom({ date: "2027-03-28", timeZone: "Europe/Berlin" }).toISOString()).toBe(
    "2027-03-28T07:00:00.000Z",
  );
});

test("any time of a whole day is stored as its end, and a time as it is", () => {
  const noon = new Date("2026-12-24T11:00:00Z");
  expect(storedDue(noon, "Europe/Berlin")?.toISOString()).toBe("2026-12-24T22:59:59.000Z");
  expect(storedDue(noon, null)).toBe(noon);
  expect(storedDue(null, "Europe/Berlin")).toBeNull();
});

test("a row whose time an earlier release has changed is due at that time", () => {
  expect(dueDayOf(new Date("2026-12-24T22:59:59Z"), "Europe/Berlin")).toEqual({
    date: "2026-12-24",
    timeZone: "Europe/Berlin",
  });
  expect(dueDayOf(new Date("2026-12-24T11:00:00Z"), "Europe/Berlin")).toBeUndefined();
});
