import { Temporal } from "temporal-polyfill";
import { localTimeOf } from "../recurrence";
import { dayOfLocal } from "./local-time";

/** When and where a text is read: what `tomorrow` and `9:00` are counted from. */
export interface OwnerClock {
  now: Date;
  /** IANA name. */
  timeZone: string;
}

/** The owner's day, counted from 1970-01-01. */
export const todayOf = ({ now, timeZone }: OwnerClock): number => dayOfLocal(localTimeOf(now, timeZone));

/**
 * The owner's clock as a date of the zone of this process: its hours there are the owner's. With an offset instead,
 * chrono-node compares times of both zones. A Monday would then be today in one zone and in a week in another.
 */
export function wallClock({ now, timeZone }: OwnerClock): Date {
  const { year, month, day, hour, minute, second } = Temporal.Instant.fromEpochMilliseconds(
    now.getTime(),
  ).toZonedDateTimeISO(timeZone);
  return new Date(year, month - 1, day, hour, minute, second);
}
