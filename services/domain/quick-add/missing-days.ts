import { type Note, note } from "../../contracts/note";
import type { Recurrence } from "../../contracts/task";
import { dateOf } from "../calendar";
import { localTimeOf } from "../recurrence";
import { parseRule, type Rule } from "../rrule";
import { weekdayNames } from "../rrule-parts";
import { dayOfLocal } from "./local-time";

const weekdayWords = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** The shortest month has every day up to this one, and every weekday this often. */
const inEveryMonth = { days: 28, weekdays: 4 };

/**
 * Says which months or years have no date, because they lack the day of a rule.
 * @param dueAt the first date, whose day a rule without one repeats
 */
export function missingDays(dueAt: Date, { rrule, timeZone }: Recurrence): Note[] {
  const rule = parseRule(rrule);
  const { month, dayOfMonth } = dateOf(dayOfLocal(localTimeOf(dueAt, timeZone)));
  if (rule.frequency !== "MONTHLY" && rule.frequency !== "YEARLY") return [];
  const isYearly = rule.frequency === "YEARLY";
  const hasOwnDay = rule.monthDays ?? rule.weekdays;
  const months = rule.months ?? new Set(isYearly ? [month] : []);
  const days = [...(hasOwnDay ? (rule.monthDays ?? []) : [dayOfMonth])].filter((day) => day > inEveryMonth.days);
  // Other months than February have the same days each year.
  const missing = isYearly && !months.has(2) ? [] : days;
  return [
    ...missing.map((day) =>
      isYearly ? note("YEARS_WITHOUT_29_FEBRUARY", "Years without a 29 February are left out.") : monthsWithout(day),
    ),
    ...fifthWeekdays(rule).map((weekday) => withoutFifth(isYearly, weekday)),
  ];
}

function monthsWithout(day: number): Note {
  const name = day === 31 ? "31st" : `${day}th`;
  const message = `Months without a ${name} are left out. For the end of each month write “on the last day”.`;
  return note("MONTHS_WITHOUT_DAY", message, { day });
}

function withoutFifth(isYearly: boolean, weekday: number): Note {
  const period = isYearly ? "Years" : "Months";
  const name = weekdayWords[weekday] ?? "";
  const message = `${period} without a fifth ${name} are left out. For the last one of each write “last ${name}”.`;
  const values = { weekday: weekdayNames[weekday] ?? "" };
  return note(isYearly ? "YEARS_WITHOUT_FIFTH" : "MONTHS_WITHOUT_FIFTH", message, values);
}

/** As numbers, from Monday as 0. */
function fifthWeekdays({ weekdays }: Rule): number[] {
  const found = [...(weekdays?.numbered ?? [])].filter(([, numbers]) =>
    [...numbers].some((number) => Math.abs(number) > inEveryMonth.weekdays),
  );
  return found.map(([weekday]) => weekday);
}
