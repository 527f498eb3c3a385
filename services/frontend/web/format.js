import { ruleInWords } from "./rule-words.js";

/** The page is in English, so are its dates; the user's own kind of English where there is one. */
const locale = navigator.languages.find((language) => language.startsWith("en")) ?? "en-GB";

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
 * @param {string} instant ISO 8601
 */
export function formatInstant(instant) {
  const date = new Date(instant);
  const days = Math.round((startOfDay(date) - startOfDay(new Date())) / 86_400_000);
  if (Math.abs(days) <= 1) return `${relativeDay.format(days, "day")}, ${time.format(date)}`;
  return (date.getFullYear() === new Date().getFullYear() ? dayAndTime : withYear).format(date);
}

/**
 * An instant to the second, for the history.
 * @param {string} instant ISO 8601
 */
export const formatExact = (instant) => exact.format(new Date(instant));

/** @param {Date} date */
const startOfDay = (date) => new Date(date).setHours(0, 0, 0, 0);

/** @param {string} text */
export const capitalise = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * A recurrence in words; a rule that only the API can make is shown as it is. The zone is named if it is not this one.
 * @param {{ rrule: string, timeZone: string, from?: string, catchUp?: string }} recurrence
 */
export function formatRecurrence({ rrule, timeZone: zone, from, catchUp }) {
  const rule = ruleInWords(rrule) ?? rrule;
  const place = zone === timeZone ? "" : ` in ${zone}`;
  const start = from === "completion" ? " after completion" : "";
  return `${rule}${place}${start}${catchUp === "next" ? ", only the next date" : ""}`;
}

/** Minutes in the units that reminders are set in, the longest first. */
const units = /** @type {const} */ ([
  [10_080, "week"],
  [1_440, "day"],
  [60, "hour"],
  [1, "minute"],
]);

/**
 * How long before the due date: "1 day before".
 * @param {number} minutes
 */
export function formatMinutesBefore(minutes) {
  if (minutes === 0) return "When due";
  const [length, unit] = units.find(([size]) => minutes % size === 0) ?? [1, "minute"];
  const count = minutes / length;
  return `${count} ${unit}${count === 1 ? "" : "s"} before`;
}
