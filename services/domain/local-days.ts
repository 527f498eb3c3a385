import { cycleDays, dateOf, dayOf, daysInMonth, weekdayOf, weekNumberOf, weekStartOf } from "./calendar";
import type { Rule } from "./rrule";
import type { Frequency } from "./rrule-parts";
import type { Steps } from "./steps";

/** The last year that the API and the events can write. */
export const lastYear = 9_999;
const lastDay = dayOf(lastYear, 12, 31);

/** The part of a rule that chooses days, with what it leaves open taken from DTSTART. */
export type DayRule = Pick<
  Rule,
  "frequency" | "interval" | "weekStart" | "months" | "weekNumbers" | "yearDays" | "monthDays" | "weekdays"
>;

/** Fills in the days that a rule leaves open. Source: RFC 5545, section 3.3.10, "derived from the Start Time". */
export function withStart(rule: Rule, startDay: number): DayRule {
  const { frequency, months, weekNumbers, yearDays, monthDays, weekdays } = rule;
  if (weekdays || monthDays || yearDays || frequency === "DAILY") return rule;
  const date = dateOf(startDay);
  if (frequency === "WEEKLY" || weekNumbers) {
    return { ...rule, weekdays: { every: new Set([weekdayOf(startDay)]), numbered: new Map() } };
  }
  const start = { ...rule, monthDays: new Set([date.dayOfMonth]) };
  return frequency === "YEARLY" && !months ? { ...start, months: new Set([date.month]) } : start;
}

/** Periods after which the calendar repeats: what a rule has not given within so many, it never gives. */
export const cycle: Record<Frequency, number> = {
  DAILY: cycleDays,
  WEEKLY: cycleDays / 7,
  MONTHLY: 400 * 12,
  YEARLY: 400,
};

/** The days that a rule chooses, period by period, from the period of `fromDay` to the end of the year 9999. */
export function* chosenDays(rule: DayRule, startDay: number, fromDay: number, steps: Steps): Generator<number[]> {
  const first = periodOf(rule, startDay);
  const jump = Math.max(0, Math.floor((periodOf(rule, fromDay) - first) / rule.interval));
  let period = first + jump * rule.interval;
  for (let days = daysOf(rule, period, steps); days; days = daysOf(rule, period, steps)) {
    yield days;
    period += rule.interval;
  }
}

/** The number of the period that a day lies in: of its day, week, month or year. */
function periodOf({ frequency, weekStart }: DayRule, day: number): number {
  if (frequency === "DAILY") return day;
  if (frequency === "WEEKLY") return (weekStartOf(day, weekStart) - weekStartOf(0, weekStart)) / 7;
  const { year, month } = dateOf(day);
  return frequency === "MONTHLY" ? year * 12 + month - 1 : year;
}

/** The chosen days of a period, or undefined when it begins after the last year. */
function daysOf(rule: DayRule, period: number, steps: Steps): number[] | undefined {
  if (rule.frequency === "DAILY" || rule.frequency === "WEEKLY") {
    const [begin, length] = rule.frequency === "DAILY" ? [period, 1] : [weekStartOf(0, rule.weekStart) + period * 7, 7];
    return begin > lastDay ? undefined : daysOfWeek(rule, begin, length, steps);
  }
  steps.take();
  if (rule.frequency === "MONTHLY") {
    const [year, month] = [Math.floor(period / 12), (((period % 12) + 12) % 12) + 1];
    return year > lastYear ? undefined : daysOfMonth(rule, year, month, steps);
  }
  if (period > lastYear) return undefined;
  return Array.from({ length: 12 }, (_, index) => daysOfMonth(rule, period, index + 1, steps)).flat();
}

function daysOfWeek(rule: DayRule, begin: number, length: number, steps: Steps): number[] {
  const days: number[] = [];
  for (let day = begin; day < begin + length && day <= lastDay; day += 1) {
    steps.take();
    if (rule.weekdays && !rule.weekdays.every.has(weekdayOf(day))) continue;
    if (rule.months || rule.monthDays) {
      const { year, month, dayOfMonth } = dateOf(day);
      if (rule.months && !rule.months.has(month)) continue;
      if (rule.monthDays && !hasEitherEnd(rule.monthDays, dayOfMonth, daysInMonth(year, month))) continue;
    }
    days.push(day);
  }
  return days;
}

function daysOfMonth(rule: DayRule, year: number, month: number, steps: Steps): number[] {
  steps.take();
  if (rule.months && !rule.months.has(month)) return [];
  const length = daysInMonth(year, month);
  const begin = dayOf(year, month, 1);
  const [yearBegin, yearEnd] = [dayOf(year, 1, 1), dayOf(year + 1, 1, 1)];
  // BYDAY numbers its weekdays within the month; in a rule of the year without BYMONTH, within the year.
  const yearly = rule.frequency === "YEARLY" && !rule.months;
  const [from, end] = yearly ? [yearBegin, yearEnd] : [begin, begin + length];
  const days: number[] = [];
  for (const dayOfMonth of candidates(rule, length)) {
    steps.take();
    const day = begin + dayOfMonth - 1;
    if (rule.yearDays && !hasEitherEnd(rule.yearDays, day - yearBegin + 1, yearEnd - yearBegin)) continue;
    if (rule.weekNumbers) {
      const { number, fromEnd } = weekNumberOf(day, rule.weekStart);
      if (!rule.weekNumbers.has(number) && !rule.weekNumbers.has(fromEnd)) continue;
    }
    if (rule.weekdays && !isChosenWeekday(rule.weekdays, day, from, end)) continue;
    days.push(day);
  }
  return days;
}

/** The days of a month that BYMONTHDAY leaves, in order. */
function candidates({ monthDays }: DayRule, length: number): number[] {
  if (!monthDays) return Array.from({ length }, (_, index) => index + 1);
  const days = [...monthDays].map((day) => (day > 0 ? day : length + 1 + day));
  return [...new Set(days)].filter((day) => day >= 1 && day <= length).sort((a, b) => a - b);
}

function isChosenWeekday({ every, numbered }: NonNullable<Rule["weekdays"]>, day: number, from: number, end: number) {
  const weekday = weekdayOf(day);
  if (every.has(weekday)) return true;
  const numbers = numbered.get(weekday);
  if (!numbers) return false;
  return numbers.has(Math.floor((day - from) / 7) + 1) || numbers.has(-Math.floor((end - 1 - day) / 7) - 1);
}

/** Whether a set has a number, counted from 1 up or, below zero, from the end. */
const hasEitherEnd = (numbers: ReadonlySet<number>, number: number, length: number): boolean =>
  numbers.has(number) || numbers.has(number - length - 1);
