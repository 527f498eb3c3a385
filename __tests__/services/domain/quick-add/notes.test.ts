import { clockNotes } from "../../../../services/domain/quick-add/clock-changes";
import { missingDays } from "../../../../services/domain/quick-add/missing-days";
import { firstDates } from "../../../../services/domain/quick-add/next-dates";
import { readQuickAdd } from "../../../../services/domain/quick-add/read";
import { scheduleOf } from "../../../../services/domain/quick-add/schedule";

/** The notes on a text that is typed on Monday, 30 November 2026, 11:00 in Berlin. */
function notesOn(text: string, timeZone = "Europe/Berlin"): string[] {
  const clock = { now: new Date("2026-11-30T10:00:00Z"), timeZone };
  const { due, recurrence } = scheduleOf(readQuickAdd(text, clock), clock);
  if (!due) return [];
  const dates = firstDates(due.at, recurrence, 3);
  const notes = [
    ...(recurrence ? missingDays(due.at, recurrence) : []),
    ...clockNotes(due, recurrence, timeZone, dates),
  ];
  return notes.map(({ message }) => message);
}

const gap = "On 28 March 2027 the clocks go forward and 02:30 does not exist: it is at 03:30 that day.";
const twice = "On 31 October 2027 the clocks go back and 02:30 comes twice: the first one counts.";
const stays = "The clocks change on 28 March 2027: the time stays 09:00.";

test.each([
  ["x every day 2:30", [gap, twice]],
  ["x every sunday 2:30", [gap, twice]],
  ["x every monday 2:30", []],
  ["x every day 3:00", []],
  ["x every day 1:59", []],
  ["x 28 march 2027 2:30", [gap]],
  ["x 28 march 2027 3:00", []],
  ["x 31 october 2027 2:30", [twice]],
  ["x every day 9:00", []],
  ["x every month on the 1st", []],
  ["x every month starting 1 feb 9:00", [stays]],
  ["x every month starting 1 feb", []],
])("clock changes of %s", (text, expected) => expect(notesOn(text)).toEqual(expected));

test("where the clocks never change, there is nothing to say", () => {
  expect(notesOn("x every day 2:30", "Asia/Tokyo")).toEqual([]);
});

test.each([
  ["x every month on the 28th", []],
  ["x every month on the 29th", ["Months without a 29th are left out."]],
  ["x every month on the 1st and 31st", ["Months without a 31st are left out."]],
  ["x every month on the last day", []],
  ["x every month starting 31 jan", ["Months without a 31st are left out."]],
  ["x every month on the fifth friday", ["Months without a fifth Friday are left out."]],
  ["x every month on the last friday", []],
  ["x every year on 31 dec", []],
  ["x every 29 feb", ["Years without a 29 February are left out."]],
  ["x every year starting 29 feb 2028", ["Years without a 29 February are left out."]],
  ["x every week starting 31 jan", []],
])("missing days of %s", (text, expected) => {
  const notes = notesOn(text, "UTC").map((note) => `${note.split(".")[0]}.`);
  expect(notes).toEqual(expected);
});

test("the first dates are those that the series gives, fewer when it ends", () => {
  const dates = (rrule: string) =>
    firstDates(new Date("2027-01-31T09:00:00Z"), { rrule, timeZone: "UTC" }, 3).map((date) => date.toISOString());
  expect(dates("FREQ=MONTHLY")).toEqual([
    "2027-01-31T09:00:00.000Z",
    "2027-03-31T09:00:00.000Z",
    "2027-05-31T09:00:00.000Z",
  ]);
  expect(dates("FREQ=DAILY;COUNT=2")).toEqual(["2027-01-31T09:00:00.000Z", "2027-02-01T09:00:00.000Z"]);
  expect(firstDates(null, null, 3)).toEqual([]);
});
