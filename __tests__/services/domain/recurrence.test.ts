import fc from "fast-check";
import {
  checkRecurrence,
  checkSeries,
  firstOccurrence,
  instantOf,
  localTimeOf,
  nextOccurrence,
  RecurrenceError,
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

const berlin = "Europe/Berlin";
/** The local times after the first, each found from the one before. */
function following(rrule: string, timeZone: string, seriesStart: string, most = 4): string[] {
  const found: string[] = [];
  for (let after = seriesStart; found.length < most; ) {
    const occurrence = nextOccurrence({ rrule, timeZone }, seriesStart, after);
    if (!occurrence) break;
    after = occurrence.localTime;
    found.push(after);
  }
  return found;
}

test.each<[string, string, string, string[]]>([
  [
    "BYWEEKNO without BYDAY keeps the weekday of the start",
    "FREQ=YEARLY;BYWEEKNO=20",
    "2027-05-19T09:00:00",
    ["2028-05-17T09:00:00", "2029-05-16T09:00:00", "2030-05-15T09:00:00", "2031-05-14T09:00:00"],
  ],
  [
    "BYDAY limits BYMONTHDAY",
    "FREQ=YEARLY;BYMONTHDAY=31;BYDAY=5SU",
    "2027-01-31T09:00:00",
    ["2038-01-31T09:00:00", "2044-01-31T09:00:00", "2049-01-31T09:00:00", "2055-01-31T09:00:00"],
  ],
  [
    "BYDAY limits BYYEARDAY",
    "FREQ=YEARLY;BYYEARDAY=-1;BYDAY=MO",
    "2029-12-31T09:00:00",
    ["2035-12-31T09:00:00", "2040-12-31T09:00:00", "2046-12-31T09:00:00", "2057-12-31T09:00:00"],
  ],
  [
    "BYMONTHDAY limits BYWEEKNO",
    "FREQ=YEARLY;BYWEEKNO=1;BYMONTHDAY=31",
    "2029-12-31T09:00:00",
    ["2030-12-31T09:00:00", "2031-12-31T09:00:00", "2035-12-31T09:00:00", "2036-12-31T09:00:00"],
  ],
  [
    "BYMONTHDAY and BYMONTH limit FREQ=DAILY",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29",
    "2028-02-29T09:00:00",
    ["2032-02-29T09:00:00", "2036-02-29T09:00:00", "2040-02-29T09:00:00", "2044-02-29T09:00:00"],
  ],
  [
    "a value that is given twice counts once",
    "FREQ=MONTHLY;BYDAY=MO,MO,TU,TU;BYSETPOS=2,2;COUNT=3",
    "2027-01-05T09:00:00",
    ["2027-02-02T09:00:00", "2027-03-02T09:00:00"],
  ],
  [
    "BYSETPOS chooses from days and times of day",
    "FREQ=MONTHLY;BYDAY=MO,TU;BYHOUR=8,20;BYSETPOS=-1",
    "2027-01-26T20:00:00",
    ["2027-02-23T20:00:00", "2027-03-30T20:00:00", "2027-04-27T20:00:00", "2027-05-31T20:00:00"],
  ],
  [
    "WKST decides which weeks an interval skips",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
    "2027-01-05T09:00:00",
    ["2027-01-17T09:00:00", "2027-01-19T09:00:00", "2027-01-31T09:00:00"],
  ],
])("%s: %s", (_what, rrule, start, expected) => expect(following(rrule, berlin, start)).toEqual(expected));

test("two local times that a clock change makes one instant are one occurrence", () => {
  const rule = "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=30";
  expect(following(rule, berlin, "2027-03-27T03:30:00", 3)).toEqual([
    "2027-03-28T02:30:00",
    "2027-03-29T02:30:00",
    "2027-03-29T03:30:00",
  ]);
  expect(next(rule, berlin, "2027-03-27T03:30:00")?.[1]).toBe("2027-03-28T01:30:00.000Z");
  // COUNT counts it once, too.
  expect(following(`${rule};COUNT=4`, berlin, "2027-03-27T02:30:00", 9)).toEqual([
    "2027-03-27T03:30:00",
    "2027-03-28T02:30:00",
    "2027-03-29T02:30:00",
  ]);
});

test("occurrences follow in the order of their instants where the clock skips half an hour", () => {
  const rule = "FREQ=DAILY;BYHOUR=2;BYMINUTE=10,35,50";
  const lordHowe = "Australia/Lord_Howe";
  expect(following(rule, lordHowe, "2027-10-02T02:50:00", 3)).toEqual([
    "2027-10-03T02:35:00",
    "2027-10-03T02:10:00",
    "2027-10-03T02:50:00",
  ]);
  expect(next(rule, lordHowe, "2027-10-02T02:50:00", "2027-10-03T02:35:00")?.[1]).toBe("2027-10-02T15:40:00.000Z");
});

test("a day that a time zone skipped whole is not doubled", () => {
  expect(following("FREQ=DAILY;COUNT=3", "Pacific/Apia", "2011-12-29T09:00:00")).toEqual([
    "2011-12-30T09:00:00",
    "2012-01-01T09:00:00",
  ]);
});

test("of a local time that happens twice, only the first is an occurrence", () => {
  const rule = "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=30";
  const first = next(rule, berlin, "2027-10-31T01:30:00");
  expect(first).toEqual(["2027-10-31T02:30:00", "2027-10-31T00:30:00.000Z"]);
  expect(next(rule, berlin, "2027-10-31T01:30:00", "2027-10-31T02:30:00")?.[1]).toBe("2027-10-31T02:30:00.000Z");
});

test("the start of a series is its first occurrence, also when the rule does not give it", () => {
  const wednesday = "2027-01-06T09:00:00";
  expect(following("FREQ=WEEKLY;COUNT=1;BYDAY=MO", berlin, wednesday)).toEqual([]);
  expect(following("FREQ=WEEKLY;COUNT=3;BYDAY=MO", berlin, wednesday)).toEqual([
    "2027-01-11T09:00:00",
    "2027-01-18T09:00:00",
  ]);
});

test("COUNT is the number of all occurrences, however many there are on a day", () => {
  for (const rule of ["FREQ=DAILY;COUNT=60", "FREQ=MONTHLY;COUNT=60;BYDAY=MO,-1FR", "FREQ=DAILY;COUNT=60;BYHOUR=2,3"]) {
    expect(following(rule, berlin, "2027-03-01T03:00:00", 99)).toHaveLength(59);
  }
});

test.each([
  ["on a Sunday morning", "2026-11-29T08:00:00Z", "FREQ=WEEKLY;BYHOUR=23", "2026-11-29T22:00:00.000Z"],
  ["on a Sunday afternoon", "2026-11-29T15:00:00Z", "FREQ=WEEKLY;BYHOUR=23", "2026-11-29T22:00:00.000Z"],
  ["after its time has passed", "2026-11-29T22:30:00Z", "FREQ=WEEKLY;BYHOUR=23", "2026-12-06T22:00:00.000Z"],
  ["with COUNT=1", "2026-11-29T08:00:00Z", "FREQ=DAILY;COUNT=1;BYHOUR=23", "2026-11-29T22:00:00.000Z"],
  ["with COUNT=1, later", "2026-11-29T22:30:00Z", "FREQ=DAILY;COUNT=1;BYHOUR=23", "2026-11-30T22:00:00.000Z"],
  ["with BYMINUTE", "2026-11-29T08:00:00Z", "FREQ=MONTHLY;BYHOUR=9;BYMINUTE=15", "2026-11-29T08:15:00.000Z"],
])("the first occurrence %s", (_when, now, rrule, at) => {
  expect(firstOccurrence({ rrule, timeZone: berlin }, new Date(now))?.at.toISOString()).toBe(at);
});

test("the first date is the same at every minute of the day before its time comes", () => {
  const rule = { rrule: "FREQ=WEEKLY;BYHOUR=23;BYMINUTE=59", timeZone: berlin };
  const midnight = Date.parse("2026-11-28T23:00:00Z");
  const dates = Array.from({ length: 24 * 60 }, (_, minute) =>
    firstOccurrence(rule, new Date(midnight + minute * 60_000))?.at.toISOString(),
  );
  expect([...new Set(dates)]).toEqual(["2026-11-29T22:59:00.000Z"]);
});

test("moving one occurrence leaves the dates of its series", () => {
  // The task's due date is 2027-02-01 by then; the series goes on from the place that the rule gave.
  expect(following("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", berlin, "2027-01-31T09:00:00", 2)).toEqual([
    "2028-01-31T09:00:00",
    "2029-01-31T09:00:00",
  ]);
});

test.each([
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "gives no date after the due date up to the year 9999"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", "gives no date"],
  ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "gives no date"],
  ["FREQ=DAILY;BYHOUR=9;BYSETPOS=2", "gives no date"],
  ["FREQ=MONTHLY;BYDAY=6MO", "gives no date"],
  ["FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "gives no date"],
  ["FREQ=YEARLY;INTERVAL=400;BYYEARDAY=366", "gives no date"],
  ["FREQ=YEARLY;BYYEARDAY=1,2;COUNT=9999", "needs more than 250000 steps to count its dates. Lower COUNT"],
  ["FREQ=DAILY;UNTIL=20270101T000000Z", "UNTIL is before the due date"],
])("a series of %s is refused before it begins: %s", (rrule, reason) => {
  expect(() => checkSeries({ rrule, timeZone: berlin }, "2027-01-31T09:00:00")).toThrow(
    expect.objectContaining({ field: "rrule", message: expect.stringContaining(reason) }),
  );
});

test.each([
  "FREQ=DAILY;COUNT=9999",
  "FREQ=DAILY;COUNT=1",
  "FREQ=DAILY;UNTIL=20270131T080000Z",
  "FREQ=YEARLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
  "FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO",
  "FREQ=YEARLY;INTERVAL=999",
])("a series of %s can begin", (rrule) => {
  expect(() => checkSeries({ rrule, timeZone: berlin }, "2027-01-31T09:00:00")).not.toThrow();
});

test("a place in a series that is not a local time is refused", () => {
  expect(() => next("FREQ=DAILY", "UTC", "2027-01-31")).toThrow(RecurrenceError);
  expect(() => next("FREQ=DAILY", "UTC", "2027-01-31T09:00:00", "+012027-01-31T09:00:00")).toThrow(RecurrenceError);
});

test.each(["Mars/Olympus", "+02:00", "2026-01-01T00:00:00Z", ""])("the time zone %j is refused", (timeZone) => {
  const named = expect.objectContaining({ field: "timeZone" });
  expect(() => checkRecurrence({ rrule: "FREQ=DAILY", timeZone })).toThrow(named);
  expect(() => next("FREQ=DAILY", timeZone, "2027-01-31T09:00:00")).toThrow(named);
});

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
