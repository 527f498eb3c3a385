import { fieldProblem } from "../contracts/field-problem";
import { type CalendarDate, dateOf, dayOf, daysInMonth, weekdayOf } from "./calendar";
import { RecurrenceError } from "./recurrence-error";
import { weekdayNames } from "./rrule-parts";

/** A local date and time as a rule sees it. */
interface Moment extends CalendarDate {
  day: number;
  hour: number;
  minute: number;
}

type Parts = Map<string, string>;

const sayHow = "so its dates can't be moved together: send recurrence, too, to say how the task repeats from there.";

/** @throws RecurrenceError */
function refuse(reason: string): never {
  throw new RecurrenceError("rrule", fieldProblem("RULE_NOT_MOVABLE", `${reason}, ${sayHow}`));
}

/**
 * A rule whose dates move as one of them moves: FREQ=WEEKLY;BYDAY=MO,FR becomes BYDAY=TU,FR when a Monday becomes a Tuesday. A
 * value that is not of the rule, and one that is in it already, changes nothing.
 * @param rrule in capitals, without `RRULE:`
 * @param from local time of the date, as Occurrence.localTime
 * @param to the same once it is moved
 * @param isWholeDay whether the dates have no time of day once they are moved. Default: they have one
 * @throws RecurrenceError where the move does not tell what becomes of the other dates
 */
export function movedRule(rrule: string, from: string, to: string, isWholeDay = false): string {
  const parts: Parts = new Map(rrule.split(";").map((part) => [nameOf(part), part.slice(nameOf(part).length + 1)]));
  const [before, after] = [momentOf(from), momentOf(to)];
  moveTime(parts, before, after);
  if (isWholeDay) for (const name of ["BYHOUR", "BYMINUTE"]) parts.delete(name);
  if (before.day !== after.day) moveDay(parts, before, after);
  return [...parts].map(([name, value]) => `${name}=${value}`).join(";");
}

function moveTime(parts: Parts, before: Moment, after: Moment): void {
  const isList = (name: string) => parts.get(name)?.includes(",") === true;
  const changesOthers =
    (before.minute !== after.minute && isList("BYHOUR")) || (before.hour !== after.hour && isList("BYMINUTE"));
  if (changesOthers) refuse("has several times of day");
  replace(parts, "BYHOUR", isNumber(before.hour), String(after.hour));
  replace(parts, "BYMINUTE", isNumber(before.minute), String(after.minute));
}

function moveDay(parts: Parts, before: Moment, after: Moment): void {
  const frequency = parts.get("FREQ");
  const counted = ["BYSETPOS", "BYWEEKNO", "BYYEARDAY"].find((name) => parts.has(name));
  if (counted) refuse(`has ${counted}`);
  if (parts.has("BYDAY") && parts.has("BYMONTHDAY")) refuse("has BYDAY and BYMONTHDAY");
  if (frequency === "YEARLY" && !parts.has("BYMONTH") && /\d/.test(parts.get("BYDAY") ?? "")) {
    refuse("counts weekdays in a year");
  }
  const isLast = (at: Moment) => at.dayOfMonth === daysInMonth(at.year, at.month);
  const fromEnd = before.dayOfMonth - daysInMonth(before.year, before.month) - 1;
  replace(parts, "BYMONTHDAY", isNumber(before.dayOfMonth), String(after.dayOfMonth));
  replace(parts, "BYMONTHDAY", isNumber(fromEnd), isLast(after) ? "-1" : String(after.dayOfMonth));
  const weekday = weekdayNames[weekdayOf(before.day)];
  replace(parts, "BYDAY", (value) => value === weekday, String(weekdayNames[weekdayOf(after.day)]));
  replace(parts, "BYDAY", (value) => numbered(before).includes(value.replace("+", "")), placedWeekday(after));
  // A rule that repeats within a month only keeps to its months.
  if (frequency === "MONTHLY" || frequency === "YEARLY") {
    replace(parts, "BYMONTH", isNumber(before.month), String(after.month));
  }
}

function replace(parts: Parts, name: string, isOld: (value: string) => boolean, value: string): void {
  const values = parts.get(name)?.split(",");
  if (!values || values.some((one) => one === value || Number(one) === Number(value))) return;
  parts.set(name, values.map((one) => (isOld(one) ? value : one)).join(","));
}

const isNumber = (number: number) => (value: string) => Number(value) === number;

/** The weekday of a date with its number in the month, from the start and from the end: 4FR and -1FR. */
function numbered({ day, year, month, dayOfMonth }: Moment): [fromStart: string, fromEnd: string] {
  const weekday = weekdayNames[weekdayOf(day)];
  const left = daysInMonth(year, month) - dayOfMonth;
  return [`${Math.ceil(dayOfMonth / 7)}${weekday}`, `-${Math.floor(left / 7) + 1}${weekday}`];
}

/** A fifth weekday is the last: few months have five. */
const placedWeekday = (at: Moment): string => numbered(at)[at.dayOfMonth > 28 ? 1 : 0];

const nameOf = (part: string): string => part.slice(0, part.indexOf("="));

function momentOf(local: string): Moment {
  const [year = 0, month = 0, dayOfMonth = 0, hour = 0, minute = 0] = local.split(/[-T:]/).map(Number);
  const day = dayOf(year, month, dayOfMonth);
  return { day, ...dateOf(day), hour, minute };
}
