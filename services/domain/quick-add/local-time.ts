import { dateOf, dayOf } from "../calendar";

export interface TimeOfDay {
  hour: number;
  minute: number;
}

const digits = (value: number, count = 2): string => String(value).padStart(count, "0");

/** A day, counted from 1970-01-01, with a time, as local times are written: 2027-01-31T09:00:00. */
export function localTime(day: number, { hour, minute }: TimeOfDay): string {
  const { year, month, dayOfMonth } = dateOf(day);
  return `${digits(year, 4)}-${digits(month)}-${digits(dayOfMonth)}T${digits(hour)}:${digits(minute)}:00`;
}

/** The day of a local time, counted from 1970-01-01. */
export function dayOfLocal(local: string): number {
  const [year = 0, month = 0, dayOfMonth = 0] = local.slice(0, "yyyy-mm-dd".length).split("-").map(Number);
  return dayOf(year, month, dayOfMonth);
}
