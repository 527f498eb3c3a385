import type { DueDay } from "../contracts/task";
import { instantOf, localTimeOf } from "./recurrence";

const lastSecond = "T23:59:59";
/** Reminders of a whole day count back from this hour of it. */
const reminderHour = 9;
/** The same in minutes of the day. */
export const reminderMinute = reminderHour * 60;
const dayMs = 86_400_000;

/** The last second of a day: until then, nothing that is due on it is overdue. */
export function endOfDay({ date, timeZone }: DueDay): Date {
  const next = dateOf(new Date(Date.parse(date) + dayMs).toISOString());
  return new Date(instantOf(`${next}T00:00:00`, timeZone).getTime() - 1_000);
}

/** The day of an instant in a time zone. */
export const dayIn = (at: Date, timeZone: string): DueDay => ({ date: dateOf(localTimeOf(at, timeZone)), timeZone });

/** The whole day that a row is due on. Undefined for a time: a release that does not know whole days has set one, too. */
export function dueDayOf(at: Date | null, zone: string | null): DueDay | undefined {
  if (!at || !zone) return undefined;
  const local = localTimeOf(at, zone);
  return local.endsWith(lastSecond) ? { date: dateOf(local), timeZone: zone } : undefined;
}

/** What reminders of a day count back from. */
export const remindersFrom = ({ date, timeZone }: DueDay): Date =>
  instantOf(`${date}T${String(reminderHour).padStart(2, "0")}:00:00`, timeZone);

const dateOf = (local: string): string => local.slice(0, "yyyy-mm-dd".length);

/** A due date as it is stored. @param zone of a whole day; none for a time */
export const storedDue = (at: Date | null, zone: string | null | undefined): Date | null =>
  at && zone ? endOfDay(dayIn(at, zone)) : at;
