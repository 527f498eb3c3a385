import { locale, t } from "../messages/language";
import { ruleInWords } from "./rule-words";
import type { Recurrence } from "./types";

export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const dayAndTime = new Intl.DateTimeFormat(locale, {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const withYear = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
const relativeDay = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

/**
 * An instant for people: "today, 14:00", "Tue 24 Nov, 09:00".
 * @param instant ISO 8601
 */
export function formatInstant(instant: string): string {
  const date = new Date(instant);
  const days = Math.round((startOfDay(date) - startOfDay(new Date())) / 86_400_000);
  if (Math.abs(days) <= 1) return `${relativeDay.format(days, "day")}, ${time.format(date)}`;
  return (date.getFullYear() === new Date().getFullYear() ? dayAndTime : withYear).format(date);
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

/** How long before the due date: "1 day before". */
export function formatMinutesBefore(minutes: number): string {
  if (minutes === 0) return t.minutesBefore.whenDue;
  const [length, unit] = units.find(([size]) => minutes % size === 0) ?? ([1, "minute"] as const);
  return t.minutesBefore.before(minutes / length, unit);
}
