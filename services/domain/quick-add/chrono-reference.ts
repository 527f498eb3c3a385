import type { Parser } from "chrono-node/en";
import { dateOf, dayOf } from "../calendar";
import type { TimeOfDay } from "./local-time";

type Context = Parameters<Parser["extract"]>[0];

/** The date of the reference: see wallClock. */
export function referenceDate({ reference }: Context): { year: number; month: number; day: number } {
  const today = reference.instant;
  return { year: today.getFullYear(), month: today.getMonth() + 1, day: today.getDate() };
}

/** The day of the reference, counted from 1970-01-01. */
export function referenceDay(context: Context): number {
  const { year, month, day } = referenceDate(context);
  return dayOf(year, month, day);
}

/** A day as chrono-node has it. */
export function partsOf(day: number): { year: number; month: number; day: number } {
  const { year, month, dayOfMonth } = dateOf(day);
  return { year, month, day: dayOfMonth };
}

/** A time that says which half of the day it is in. */
export const clockParts = ({ hour, minute }: TimeOfDay): { hour: number; minute: number; meridiem: number } => ({
  hour: hour % 24,
  minute,
  meridiem: hour % 24 < 12 ? 0 : 1,
});

/** The weekday of a day, from Monday as 0. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The next day of a weekday, after today. */
export const nextWeekday = (today: number, weekday: number): number =>
  today + (((weekday - weekdayOf(today) + 6) % 7) + 1);

/** A weekday of the week that begins after this one. */
export const weekdayOfNextWeek = (today: number, weekday: number): number => today - weekdayOf(today) + 7 + weekday;
