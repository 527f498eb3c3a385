import type { Recurrence } from "../../../services/contracts/task";
import { endOfDay } from "../../../services/domain/all-day";
import { movedSeries } from "../../../services/domain/moved-series";
import { nextInSeries } from "../../../services/domain/next-in-series";
import { instantOf } from "../../../services/domain/recurrence";

const seriesId = "0192f0c0-0000-7000-8000-000000000001";
const berlin = "Europe/Berlin";

/** A series in Berlin once the occurrence at `from` is moved to `to` with all that follow. */
const moved = (rrule: string, from: string, to: string, { seriesStart = from, ...choices }: Choices = {}) =>
  movedSeries(
    {
      recurrence: { rrule, timeZone: berlin, ...choices },
      occurrence: { seriesId, seriesStart, localTime: from },
    },
    instantOf(to, berlin),
  );
type Choices = Partial<Recurrence> & { seriesStart?: string };
const ruleOf = (...given: Parameters<typeof moved>) => moved(...given).recurrence.rrule;
const nextOf = (...given: Parameters<typeof moved>) =>
  nextInSeries(moved(...given), new Date("2027-01-01T00:00:00Z"))?.occurrence.localTime;

// 4 January 2027 is a Monday.
const monday = "2027-01-04T09:00:00";
const tuesday = "2027-01-05T09:00:00";

test.each([
  ["daily, the rule stays", "FREQ=DAILY", monday, "2027-01-04T18:30:00", "FREQ=DAILY"],
  ["weekly without a weekday, the rule stays", "FREQ=WEEKLY;INTERVAL=2", monday, tuesday, "FREQ=WEEKLY;INTERVAL=2"],
  ["the weekday moves, the others stay", "FREQ=WEEKLY;BYDAY=MO,FR", monday, tuesday, "FREQ=WEEKLY;BYDAY=TU,FR"],
  ["a weekday of the rule changes nothing", "FREQ=WEEKLY;BYDAY=MO,TU", monday, tuesday, "FREQ=WEEKLY;BYDAY=MO,TU"],
  ["a date outside the rule moves alone", "FREQ=WEEKLY;BYDAY=FR", monday, tuesday, "FREQ=WEEKLY;BYDAY=FR"],
  [
    "the hour of the rule moves",
    "FREQ=DAILY;BYHOUR=9;BYMINUTE=0",
    monday,
    "2027-01-04T18:30:00",
    "FREQ=DAILY;BYHOUR=18;BYMINUTE=30",
  ],
  ["one of two hours moves", "FREQ=DAILY;BYHOUR=9,20", monday, "2027-01-04T10:00:00", "FREQ=DAILY;BYHOUR=10,20"],
  [
    "the day of the month moves",
    "FREQ=MONTHLY;BYMONTHDAY=4,20",
    monday,
    "2027-01-06T09:00:00",
    "FREQ=MONTHLY;BYMONTHDAY=6,20",
  ],
  [
    "the last day of a month becomes another",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "2027-01-31T09:00:00",
    "2027-01-30T09:00:00",
    "FREQ=MONTHLY;BYMONTHDAY=30",
  ],
  [
    "the last day of a month stays the last of another",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "2027-01-31T09:00:00",
    "2027-02-28T09:00:00",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
  ],
  [
    "the first Monday becomes the second Tuesday",
    "FREQ=MONTHLY;BYDAY=1MO",
    monday,
    "2027-01-12T09:00:00",
    "FREQ=MONTHLY;BYDAY=2TU",
  ],
  [
    "the last Friday becomes the last Saturday, not a fifth",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "2027-01-29T09:00:00",
    "2027-01-30T09:00:00",
    "FREQ=MONTHLY;BYDAY=-1SA",
  ],
  [
    "day and month of a year move",
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
    "2027-12-31T09:00:00",
    "2028-01-02T09:00:00",
    "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=2",
  ],
  [
    "months that bound a daily rule stay",
    "FREQ=DAILY;BYMONTH=1,2",
    "2027-01-31T09:00:00",
    "2027-03-01T09:00:00",
    "FREQ=DAILY;BYMONTH=1,2",
  ],
])("%s: %s", (_what, rrule, from, to, expected) => {
  const { recurrence, occurrence } = moved(rrule, from, to);
  expect(recurrence).toEqual({ rrule: expected, timeZone: berlin });
  expect(occurrence).toEqual({ seriesId, seriesStart: to, localTime: to });
});

test.each([
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "has BYSETPOS"],
  ["FREQ=YEARLY;BYWEEKNO=1", "has BYWEEKNO"],
  ["FREQ=YEARLY;BYYEARDAY=4", "has BYYEARDAY"],
  ["FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=4", "has BYDAY and BYMONTHDAY"],
  ["FREQ=YEARLY;BYDAY=1MO", "counts weekdays in a year"],
])("%s is refused on another day, and keeps its days at another time", (rrule, reason) => {
  expect(() => moved(rrule, monday, tuesday)).toThrow(reason);
  expect(ruleOf(rrule, monday, "2027-01-04T10:00:00")).toBe(rrule);
});

test("several times of day are refused when all would move", () => {
  expect(() => moved("FREQ=DAILY;BYHOUR=9,20", monday, "2027-01-04T09:30:00")).toThrow("several times of day");
});

test("whole days have no time of day, and give one back when they get one", () => {
  const series = {
    recurrence: { rrule: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0;COUNT=3", timeZone: berlin },
    occurrence: { seriesId, seriesStart: monday, localTime: monday },
  };
  const whole = movedSeries(series, endOfDay({ date: "2027-01-05", timeZone: berlin }), true);
  expect(whole).toMatchObject({
    recurrence: { rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=3" },
    occurrence: { localTime: "2027-01-05T23:59:59" },
  });
  expect(movedSeries(whole, instantOf("2027-01-04T18:00:00", berlin))).toMatchObject({
    recurrence: { rrule: "FREQ=WEEKLY;BYDAY=MO;COUNT=3" },
    occurrence: { localTime: "2027-01-04T18:00:00" },
  });
});

test("COUNT is what is left, from the moved date on", () => {
  const third = { seriesStart: "2027-01-02T09:00:00" };
  expect(ruleOf("rrule:freq=daily;count=5", monday, "2027-01-04T10:00:00", third)).toBe("FREQ=DAILY;COUNT=3");
  const from = "completion";
  expect(ruleOf("FREQ=DAILY;COUNT=5", monday, "2027-01-04T10:00:00", { ...third, from })).toBe("FREQ=DAILY;COUNT=5");
});

test.each([
  ["a later time keeps the last day", "UNTIL=20270106T080000Z", "T10:00:00", "UNTIL=20270106T090000Z"],
  ["an earlier time lets no further day in", "UNTIL=20270106T070000Z", "T07:00:00", "UNTIL=20270105T060000Z"],
  ["the end of a day stays", "UNTIL=20270106T225959Z", "T10:00:00", "UNTIL=20270106T225959Z"],
])("%s", (_what, until, time, expected) => {
  expect(ruleOf(`FREQ=DAILY;${until}`, monday, `2027-01-04${time}`)).toBe(`FREQ=DAILY;${expected}`);
});

test("a date after UNTIL is refused", () => {
  expect(() => moved("FREQ=DAILY;UNTIL=20270106T080000Z", monday, "2027-01-07T09:00:00")).toThrow("UNTIL is before");
});

test("the next date is counted from the moved one, and clock changes leave its time as it is", () => {
  expect(nextOf("FREQ=DAILY;INTERVAL=3", monday, tuesday)).toBe("2027-01-08T09:00:00");
  const beforeTheChange = ["2027-03-26T09:00:00", "2027-03-27T02:30:00"] as const;
  const next = nextInSeries(moved("FREQ=DAILY", ...beforeTheChange), new Date("2027-03-27T12:00:00Z"));
  // 2:30 does not exist on 28 March: it is at 3:30 that day, and at 2:30 again on the next.
  expect([next?.occurrence.localTime, next?.dueAt.toISOString()]).toEqual([
    "2027-03-28T02:30:00",
    "2027-03-28T01:30:00.000Z",
  ]);
});

test("a date that is moved back to that of the rule leaves the series as it is", () => {
  const seriesStart = "2027-01-02T09:00:00";
  expect(moved("FREQ=DAILY;COUNT=5", monday, monday, { seriesStart })).toEqual({
    recurrence: { rrule: "FREQ=DAILY;COUNT=5", timeZone: berlin },
    occurrence: { seriesId, seriesStart, localTime: monday },
  });
});
