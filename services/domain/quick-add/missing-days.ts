import type { Recurrence } from "../../contracts/task";
import { dateOf } from "../calendar";
import { localTimeOf } from "../recurrence";
import { parseRule, type Rule } from "../rrule";
import { dayOfLocal } from "./local-time";

const weekdayWords = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** The shortest month has every day up to this one, and every weekday this often. */
const inEveryMonth = { days: 28, weekdays: 4 };

/**
 * Says which months or years have no date, because they lack the day of a rule.
 * @param dueAt the first date, whose day a rule without one repeats
 */
export function missingDays(dueAt: Date, { rrule, timeZone }: Recurrence): string[] {
  const rule = parseRule(rrule);
  const { month, dayOfMonth } = dateOf(dayOfLocal(localTimeOf(dueAt, timeZone)));
  if (rule.frequency !== "MONTHLY" && rule.frequency !== "YEARLY") return [];
  const isYearly = rule.frequency === "YEARLY";
  const period = isYearly ? "Years" : "Months";
  const hasOwnDay = rule.monthDays ?? rule.weekdays;
  const months = rule.months ?? new Set(isYearly ? [month] : []);
  const days = [...(hasOwnDay ? (rule.monthDays ?? []) : [dayOfMonth])].filter((day) => day > inEveryMonth.days);
  // Other months than February have the same days each year.
  const missing = isYearly && !months.has(2) ? [] : days;
  return [
    ...missing.map((day) =>
      isYearly
        ? `${period} without a 29 February are left out.`
        : `${period} without a ${day === 31 ? "31st" : `${day}th`} are left out. For the end of each month write “on the last day”.`,
    ),
    ...fifthWeekdays(rule).map(
      (name) => `${period} without a fifth ${name} are left out. For the last one of each write “last ${name}”.`,
    ),
  ];
}

function fifthWeekdays({ weekdays }: Rule): string[] {
  const found = [...(weekdays?.numbered ?? [])].filter(([, numbers]) =>
    [...numbers].some((number) => Math.abs(number) > inEveryMonth.weekdays),
  );
  return found.flatMap(([weekday]) => weekdayWords[weekday] ?? []);
}
