import fc from "fast-check";
import {
  checkRecurrence,
  firstOccurrence,
  instantOf,
  localTimeOf,
  nextOccurrence,
} from "../../../services/domain/recurrence";

const newYork = "America/New_York";
const next = (rrule: string, timeZone: string, seriesStart: string, after = seriesStart) => {
  const found = nextOccurrence({ rrule, timeZone }, seriesStart, after);
  return found && [found.localTime, found.at.toISOString()];
};

test.each([
  ["stays at 9:00 when the clocks go back", "FREQ=DAILY", newYork, "2026-10-31T09:00:00", "2026-11-01T14:00:00.000Z"],
  ["stays at 9:00 when they go forward", "FREQ=DAILY", newYork, "2027-03-13T09:00:00", "2027-03-14T13:00:00.000Z"],
  ["moves forward out of a gap", "FREQ=DAILY", newYork, "2027-03-13T02:30:00", "2027-03-14T07:30:00.000Z"],
  ["takes the first of two", "FREQ=DAILY", newYork, "2026-10-31T01:30:00", "2026-11-01T05:30:00.000Z"],
  ["waits for the next leap day", "FREQ=YEARLY", "UTC", "2096-02-29T09:00:00", "2104-02-29T09:00:00.000Z"],
  ["skips months without a 31st", "FREQ=MONTHLY", "UTC", "2026-01-31T09:00:00", "2026-03-31T09:00:00.000Z"],
  ["reads weekdays", "FREQ=WEEKLY;BYDAY=MO,FR", "UTC", "2026-11-23T09:00:00", "2026-11-27T09:00:00.000Z"],
  [
    "takes a rule with its name",
    "RRULE:FREQ=DAILY;INTERVAL=3",
    "UTC",
    "2026-11-23T09:00:00",
    "2026-11-26T09:00:00.000Z",
  ],
])("the next occurrence %s", (_what, rrule, timeZone, start, at) => {
  expect(next(rrule, timeZone, start)?.[1]).toBe(at);
});

test("an occurrence keeps the local time that the rule gave it, also where that does not exist", () => {
  expect(next("FREQ=DAILY", newYork, "2027-03-13T02:30:00")?.[0]).toBe("2027-03-14T02:30:00");
  expect(next("FREQ=DAILY", newYork, "2027-03-13T02:30:00", "2027-03-14T02:30:00")).toEqual([
    "2027-03-15T02:30:00",
    "2027-03-15T06:30:00.000Z",
  ]);
});

test("a series ends with COUNT, and with UNTIL as the instant that it is", () => {
  expect(next("FREQ=DAILY;COUNT=2", "UTC", "2026-02-01T09:00:00", "2026-02-02T09:00:00")).toBeUndefined();
  const until = (time: string) =>
    next(`FREQ=DAILY;UNTIL=${time}`, newYork, "2026-10-31T09:00:00", "2026-11-01T09:00:00");
  expect(until("20261102T140000Z")?.[1]).toBe("2026-11-02T14:00:00.000Z");
  expect(until("20261102T135959Z")).toBeUndefined();
});

test("a rule that says the time of day has a first occurrence of its own", () => {
  const rule = { rrule: "FREQ=DAILY;BYHOUR=9;BYMINUTE=0", timeZone: newYork };
  expect(firstOccurrence(rule, new Date("2026-11-23T13:59:00Z"))?.at.toISOString()).toBe("2026-11-23T14:00:00.000Z");
  expect(firstOccurrence(rule, new Date("2026-11-23T14:01:00Z"))?.at.toISOString()).toBe("2026-11-24T14:00:00.000Z");
  expect(firstOccurrence({ rrule: "FREQ=DAILY", timeZone: newYork }, new Date())).toBeUndefined();
});

test.each([
  ["FREQ=HOURLY", "UTC", "rrule"],
  ["every day", "UTC", "rrule"],
  ["FREQ=DAILY;INTERVAL=0", "UTC", "rrule"],
  ["FREQ=DAILY;INTERVALL=2", "UTC", "rrule"],
  ["FREQ=WEEKLY;BYDAY=XX", "UTC", "rrule"],
  ["DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY", "UTC", "rrule"],
  ["FREQ=DAILY;BYHOUR=99", "UTC", "rrule"],
  ["FREQ=YEARLY;BYMONTH=13", "UTC", "rrule"],
  ["FREQ=MONTHLY;BYMONTHDAY=-32", "UTC", "rrule"],
  ["FREQ=DAILY;COUNT=1;COUNT=2", "UTC", "rrule"],
  ["INTERVAL=2", "UTC", "rrule"],
  ["FREQ=DAILY;", "UTC", "rrule"],
  ["FREQ=DAILY", "Mars/Olympus", "timeZone"],
])("%s in %s is refused for its %s", (rrule, timeZone, field) => {
  expect(() => checkRecurrence({ rrule, timeZone })).toThrow(expect.objectContaining({ field }));
});

test.each(["freq=weekly;byday=mo,-1FR", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;UNTIL=20300101;WKST=SU"])(
  "%s is a rule",
  (rrule) => expect(() => checkRecurrence({ rrule, timeZone: "UTC" })).not.toThrow(),
);

test("a series ends with the last year that can be written", () => {
  expect(next("FREQ=DAILY", "UTC", "9999-12-30T09:00:00")?.[0]).toBe("9999-12-31T09:00:00");
  expect(next("FREQ=DAILY", "UTC", "9999-12-30T09:00:00", "9999-12-31T09:00:00")).toBeUndefined();
});

test("across all zones and a whole year, a daily task misses no day, doubles none, and keeps its order", () => {
  const zones = [
    "UTC",
    newYork,
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Pacific/Apia",
  ];
  const day = fc.date({ min: new Date("2024-01-01"), max: new Date("2030-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(fc.constantFrom(...zones), day, (timeZone, start) => {
      const seriesStart = localTimeOf(start, timeZone);
      let [localTime, at] = [seriesStart, instantOf(seriesStart, timeZone).getTime()];
      for (let days = 0; days < 40; days += 1) {
        const found = nextOccurrence({ rrule: "FREQ=DAILY", timeZone }, seriesStart, localTime);
        if (!found) return false;
        const hours = (found.at.getTime() - at) / 3_600_000;
        const oneDay = Date.parse(`${found.localTime}Z`) - Date.parse(`${localTime}Z`) === 86_400_000;
        if (!oneDay || hours < 22 || hours > 26) return false;
        [localTime, at] = [found.localTime, found.at.getTime()];
      }
      return true;
    }),
    { numRuns: 40 },
  );
});
