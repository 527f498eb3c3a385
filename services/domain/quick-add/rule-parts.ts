import { type Frequency, weekdayNames } from "../rrule-parts";

/** The parts of the rules that quick add makes, in the order in which they are written. */
export interface RuleParts {
  FREQ: Frequency;
  INTERVAL?: number;
  BYMONTH?: number;
  BYMONTHDAY?: readonly number[];
  BYDAY?: readonly string[];
  BYSETPOS?: number;
  BYHOUR?: number;
  BYMINUTE?: number;
  COUNT?: number;
  UNTIL?: string;
}

/** Weekdays as BYDAY names them, each once, from Monday on. */
export const byDay = (weekdays: readonly number[]): string[] =>
  [...new Set(weekdays)].sort((a, b) => a - b).map((day) => weekdayNames[day] ?? "");

/** The parts as a rule of RFC 5545. An interval of 1 is not written. */
export const ruleText = (parts: RuleParts): string =>
  Object.entries(parts)
    .filter(([name, value]) => value !== undefined && !(name === "INTERVAL" && value === 1))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(";");

/**
 * The rule that gives the first date of a series: that of `every 2 weeks on monday` is the next Monday. One without a
 * day of its own can begin on any day.
 */
export function firstDateRule({ FREQ, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS }: RuleParts): RuleParts {
  const hasDay = BYMONTHDAY !== undefined || BYDAY !== undefined;
  return hasDay ? { FREQ, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS } : { FREQ: "DAILY" };
}
