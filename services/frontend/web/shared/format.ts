import { locale, t } from "../messages/language";
import { ruleInWords } from "./rule-words";
import type { DueDay, Recurrence, Task } from "./types";

export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const dayOfYear = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" });
const dayWithYear = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
const withYear = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
const relativeDay = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

/**
 * An instant for people: "today, 14:00", "Tue 24 Nov, 09:00".
 * @param instant ISO 8601
 */
export function formatInstant(instant: string): string {
  const date = new Date(instant);
  const days = daysAhead(date);
  if (Math.abs(days) <= 1) return `${relativeDay.format(days, "day")}, ${time.format(date)}`;
  return isThisYear(date) ? `${dayOfYear.format(date)}, ${time.format(date)}` : withYear.format(date);
}

/**
 * A day for people: "today", "Tue 24 Nov".
 * @param date as 2026-11-24
 */
export function formatDay(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const local = new Date(year, month - 1, day);
  const days = daysAhead(local);
  if (Math.abs(days) <= 1) return relativeDay.format(days, "day");
  return (isThisYear(local) ? dayOfYear : dayWithYear).format(local);
}

/** When a task is due, for people. */
export const formatDue = ({ dueOn }: Pick<Task, "dueOn">, dueAt: string): string =>
  dueOn ? formatDay(dueOn.date) : formatInstant(dueAt);

/** Due dates of which the first is a whole day, or a time: so are the others. */
export const formatDates = (dates: readonly string[], dueOn: DueDay | undefined): string[] =>
  dates.map((at) => (dueOn ? formatDay(dateIn(at, dueOn.timeZone)) : formatInstant(at)));

const daysAhead = (date: Date): number => Math.round((startOfDay(date) - startOfDay(new Date())) / 86_400_000);
const isThisYear = (date: Date): boolean => date.getFullYear() === new Date().getFullYear();

/** The date of an instant in a time zone, as 2026-11-24. */
function dateIn(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const found = Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${found.year}-${found.month}-${found.day}`;
}

/** The time of day. */
export const formatTime = (at: Date): string => time.format(at);

/**
 * An instant to the second, for the history.
 * @param instant ISO 8601
 */
export const formatExact = (instant: string): string => exact.format(new Date(instant));

const startOfDay = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A recurrence in words; a rule that only the API can make is shown as it is. The zone is named if it is not this one. */
export function formatRecurrence({ rrule, timeZone: zone, from, catchUp }: Recurrence): string {
  const rule = ruleInWords(rrule) ?? rrule;
  const place = zone === timeZone ? "" : t.rule.inZone(zone);
  return `${rule}${place}${from === "completion" ? t.rule.afterCompletion : ""}${catchUp === "next" ? t.rule.onlyNext : ""}`;
}

/** Minutes in the units that reminders are set in, the longest first. */
const units = [
  [10_080, "week"],
  [1_440, "day"],
  [60, "hour"],
] as const;

/** How long before the due date: "1 day before". Of a whole day, before 9:00 of it. */
export function formatMinutesBefore(minutes: number, dueOn?: DueDay): string {
  const words = dueOn ? t.minutesBefore.ofDay : t.minutesBefore;
  if (minutes === 0) return words.whenDue;
  const [length, unit] = units.find(([size]) => minutes % size === 0) ?? ([1, "minute"] as const);
  return words.before(minutes / length, unit);
}
