import { RRuleTemporal } from "rrule-temporal";
import { nextOccurrence } from "../../../services/domain/recurrence";

/**
 * Why Freehold expands rules itself instead of with rrule-temporal. When one of these tests fails, the library has become
 * right there: take the case out. When none is left, it can replace services/domain/occurrences.ts and local-days.ts, if its
 * work can be counted. Report for github.com/ggaabe/rrule-temporal, version 2.2.8: "FREQ=YEARLY: BYDAY and BYMONTHDAY do
 * not limit BYYEARDAY, BYMONTHDAY and BYWEEKNO (RFC 5545 3.3.10, notes 1 and 2)".
 */
function libraryDates(start: string, rrule: string): string[] {
  const dtstart = start.replace(/[-:]/g, "");
  const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:${dtstart}\nRRULE:${rrule}` });
  const dates: string[] = [];
  for (let date = rule.next(new Date(`${start}Z`), true); date && dates.length < 4; date = rule.next(date)) {
    dates.push(date.toString().slice(0, start.length));
  }
  return dates;
}

function ownDates(start: string, rrule: string): string[] {
  const dates = [start];
  for (let next = start; dates.length < 4; ) {
    const found = nextOccurrence({ rrule, timeZone: "UTC" }, start, next);
    if (!found) break;
    next = found.localTime;
    dates.push(next);
  }
  return dates;
}

test.each([
  ["BYWEEKNO keeps the weekday of the start", "2027-05-19T09:00:00", "FREQ=YEARLY;BYWEEKNO=20"],
  ["BYMONTHDAY limits BYWEEKNO", "2028-05-18T09:00:00", "FREQ=YEARLY;BYWEEKNO=20;BYMONTHDAY=18"],
  ["BYDAY limits BYMONTHDAY", "2027-01-31T09:00:00", "FREQ=YEARLY;BYMONTHDAY=31;BYDAY=5SU"],
  ["BYDAY limits BYYEARDAY", "2029-04-06T09:00:00", "FREQ=YEARLY;BYYEARDAY=-270;BYDAY=FR"],
  ["BYMONTHDAY limits BYYEARDAY", "2030-12-20T09:00:00", "FREQ=YEARLY;BYYEARDAY=-12,-45;BYMONTHDAY=-12"],
])("rrule-temporal still has it wrong that %s", (_what, start, rrule) => {
  expect(libraryDates(start, rrule)).not.toEqual(ownDates(start, rrule));
});

test("rrule-temporal agrees where nothing is known to be wrong", () => {
  for (const rrule of ["FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=1,6;BYMONTHDAY=-1"]) {
    const start = "2027-01-29T09:00:00";
    const dates = ownDates(start, rrule).slice(1);
    expect(libraryDates(start, rrule)).toEqual(expect.arrayContaining(dates.slice(0, 2)));
  }
});
