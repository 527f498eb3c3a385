import { snoozeTimes } from "../../../../../services/frontend/web/notifications/snooze-times";

/** On the clock of this machine, as the page reads that of the user. */
const local = (at: Date) => at.toLocaleString("sv-SE").slice(0, "yyyy-mm-dd hh:mm".length);
const offered = (now: string) => snoozeTimes(new Date(now)).map(([name, at]) => `${name} ${local(at)}`);

test("in the day, in an hour, this evening and tomorrow morning are offered", () => {
  expect(offered("2027-03-01T10:20:00")).toEqual([
    "hour 2027-03-01 11:20",
    "evening 2027-03-01 19:00",
    "morning 2027-03-02 09:00",
  ]);
});

test("this evening is offered while it is at least an hour ahead", () => {
  expect(offered("2027-03-01T18:00:00")).toContain("evening 2027-03-01 19:00");
  expect(offered("2027-03-01T18:01:00")).toEqual(["hour 2027-03-01 19:01", "morning 2027-03-02 09:00"]);
});

test("tomorrow is the next day of the calendar, also at the end of a month", () => {
  expect(offered("2027-02-28T23:30:00")).toEqual(["hour 2027-03-01 00:30", "morning 2027-03-01 09:00"]);
});
