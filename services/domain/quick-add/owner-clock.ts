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

/** Minutes that the zone is ahead of UTC. */
export const offsetMinutesOf = ({ now, timeZone }: OwnerClock): number =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).offsetNanoseconds / 60e9;
