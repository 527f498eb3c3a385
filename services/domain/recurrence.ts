import { Temporal } from "temporal-polyfill";
import { fieldProblem } from "../contracts/field-problem";
import type { Recurrence } from "../contracts/task";
import { ianaTimeZone, timeZoneHint } from "../contracts/time-zone";
import { lastYear } from "./local-days";
import { countLocalTimes, hasOneTime, occurrencesFrom } from "./occurrences";
import { RecurrenceError } from "./recurrence-error";
import { parseRule, type Rule } from "./rrule";
import { acceptedSteps, offsetSteps, Steps } from "./steps";
import { ZoneClock } from "./zone-clock";

/**
 * Freehold expands rules itself (occurrences.ts, local-days.ts): each call is bounded by a count of steps, and rrule-temporal
 * 2.2.8 gives wrong dates. What it gets wrong, and under which subject to report it, is in
 * __tests__/services/domain/rrule-temporal.test.ts, which fails when the library is right.
 */
export { RecurrenceError } from "./recurrence-error";

const endsTooEarly = fieldProblem(
  "RULE_ENDS_TOO_EARLY",
  "UNTIL is before the due date, which is the first date of the series.",
);
const withoutDate = (message: string) => fieldProblem("RULE_WITHOUT_DATE", message, { year: lastYear });

const daySeconds = 86_400;
/** The last instant that the API and the events can write, in seconds. */
const lastInstant = Date.UTC(lastYear, 11, 31, 23, 59, 59) / 1_000;

/** One occurrence: the local time that the rule gives, which identifies it, and its instant. */
export interface OccurrenceTime {
  localTime: string;
  at: Date;
}

/**
 * Checks a rule and its time zone.
 * @throws RecurrenceError
 */
export function checkRecurrence({ rrule, timeZone }: Recurrence): Rule {
  if (!ianaTimeZone(timeZone)) {
    const unknown = fieldProblem("TIME_ZONE_UNKNOWN", `"${timeZone}" is unknown: ${timeZoneHint}.`);
    throw new RecurrenceError("timeZone", unknown);
  }
  return parseRule(rrule);
}

/**
 * Checks a series before it begins: its rule has a date after the start, UNTIL is not before it, and COUNT is low enough
 * that each completion can count up to it.
 * @param seriesStart local time of the first occurrence
 * @throws RecurrenceError
 */
export function checkSeries(recurrence: Recurrence, seriesStart: string, steps = new Steps(acceptedSteps)): void {
  const rule = checkRecurrence(recurrence);
  const clock = new ZoneClock(recurrence.timeZone, steps);
  const start = secondsOf(seriesStart);
  const startAt = clock.instantOf(start);
  if (rule.until !== undefined && rule.until < startAt * 1_000) {
    throw new RecurrenceError("rrule", endsTooEarly);
  }
  const countsDays = canCountDays(rule, startAt, clock);
  if (countsDays) countLocalTimes(rule, start, Number.POSITIVE_INFINITY, rule.count ?? 1, steps);
  const needed = countsDays ? 2 : Math.max(rule.count ?? 2, 2);
  let number = 1;
  for (const { at } of occurrencesFrom(rule, start, start, clock, steps)) {
    if (at > lastInstant) break;
    if (at > startAt) number += 1;
    if (number >= needed) return;
  }
  if (number === 1) {
    throw new RecurrenceError("rrule", withoutDate(`gives no date after the due date up to the year ${lastYear}.`));
  }
}

/**
 * Whether a recurrence goes on with the series of another. Missed dates are of the series either way, so `catchUp` may
 * differ.
 */
export const isSameSeries = (one: Recurrence | null, other: Recurrence | null): boolean =>
  one?.rrule === other?.rrule &&
  one?.timeZone === other?.timeZone &&
  (one?.from ?? "schedule") === (other?.from ?? "schedule");

/** Whether COUNT can be counted without the instants of the occurrences, which take a hundred times as long. */
const canCountDays = (rule: Rule, startAt: number, clock: ZoneClock): boolean =>
  rule.count !== undefined && hasOneTime(rule) && !clock.canSkipDays(startAt);

/** The local time of an instant in a zone, as a series stores it: to the second, which is all that a rule can say. */
export function localTimeOf(at: Date, timeZone: string, steps?: Steps): string {
  steps?.take(offsetSteps);
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .round({ smallestUnit: "second", roundingMode: "floor" })
    .toString();
}

/** The instant of a local time (see ZoneClock). */
export const instantOf = (localTime: string, timeZone: string): Date =>
  new Date(new ZoneClock(timeZone, new Steps()).instantOf(secondsOf(localTime)) * 1_000);

/**
 * The occurrence that follows `after` in a series. It is computed in local time, so that a task at 9:00 stays at 9:00
 * across a clock change. The start of the series counts as its first occurrence, also when the rule does not give it.
 * @param seriesStart local time of the first occurrence
 * @param after local time of the occurrence to start from, as the rule gave it
 * @returns undefined when the rule ends there
 * @throws RecurrenceError
 */
export const nextOccurrence = (
  recurrence: Recurrence,
  seriesStart: string,
  after: string,
  steps = new Steps(),
): OccurrenceTime | undefined =>
  nextOfRule(checkRecurrence(recurrence), recurrence.timeZone, { seriesStart, after, steps });

export interface NextOptions {
  seriesStart: string;
  after: string;
  /** Occurrences up to this instant are passed over; COUNT counts them. Default: none. */
  passed?: Date;
  steps: Steps;
}

/** The same with a rule that is checked. */
export function nextOfRule(rule: Rule, timeZone: string, options: NextOptions): OccurrenceTime | undefined {
  const { seriesStart, after, passed, steps } = options;
  if (rule.count === 1) return undefined;
  const clock = new ZoneClock(timeZone, steps);
  const passedLocal = passed ? secondsOf(localTimeOf(passed, timeZone, steps)) : Number.NEGATIVE_INFINITY;
  const [start, afterLocal] = [secondsOf(seriesStart), Math.max(secondsOf(after), passedLocal)];
  const startAt = clock.instantOf(start);
  // Of a local time that happens twice, the clock gives the first instant, and `passed` can be the second.
  const afterAt = Math.max(clock.instantOf(afterLocal), (passed?.getTime() ?? Number.NEGATIVE_INFINITY) / 1_000);
  // A clock change can move a local time of the day before past this one.
  const dayBefore = Math.max(start, afterLocal - daySeconds);
  const countsDays = canCountDays(rule, startAt, clock);
  const from = rule.count && !countsDays ? start : dayBefore;
  let number = 1;
  if (rule.count && countsDays) {
    number += countLocalTimes(rule, start, Math.floor(dayBefore / daySeconds), rule.count - 1, steps);
    if (number === rule.count) return undefined;
  }
  for (const occurrence of occurrencesFrom(rule, start, from, clock, steps)) {
    if (occurrence.at <= startAt) continue;
    if (isPast(rule, occurrence.at)) return undefined;
    if (occurrence.at > afterAt) return timeOf(occurrence);
    number += 1;
    if (number === rule.count) return undefined;
  }
  return undefined;
}

/**
 * The first occurrence at or after `now` of a rule that says the time of day itself; undefined if it does not. What the
 * rule leaves open (the weekday of FREQ=WEEKLY) comes from the local date of `now`. Dates that have passed do not count.
 * @throws RecurrenceError
 */
export function firstOccurrence(
  recurrence: Recurrence,
  now: Date,
  steps = new Steps(acceptedSteps),
): OccurrenceTime | undefined {
  const rule = checkRecurrence(recurrence);
  if (!rule.hours) return undefined;
  const clock = new ZoneClock(recurrence.timeZone, steps);
  const today = secondsOf(`${localTimeOf(now, recurrence.timeZone).slice(0, "yyyy-mm-dd".length)}T00:00:00`);
  for (const occurrence of occurrencesFrom(rule, today, today, clock, steps)) {
    if (isPast(rule, occurrence.at)) break;
    if (occurrence.at * 1_000 >= now.getTime()) return timeOf(occurrence);
  }
  throw new RecurrenceError("rrule", withoutDate(`gives no date from now up to its end or the year ${lastYear}.`));
}

const isPast = ({ until }: Rule, at: number): boolean =>
  at > lastInstant || (until !== undefined && at * 1_000 > until);

const timeOf = ({ local, at }: { local: number; at: number }): OccurrenceTime => ({
  localTime: new Date(local * 1_000).toISOString().slice(0, "yyyy-mm-ddThh:mm:ss".length),
  at: new Date(at * 1_000),
});

/** A stored local time as seconds on a clock without changes. */
function secondsOf(localTime: string): number {
  const seconds = Date.parse(`${localTime}Z`) / 1_000;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(localTime) && Number.isInteger(seconds)) return seconds;
  const message = `"${localTime}" is not a local date and time such as 2027-01-31T09:00:00.`;
  throw new RecurrenceError("occurrence", fieldProblem("NOT_A_LOCAL_TIME", message));
}
