import { type FieldProblem, fieldProblem } from "../../contracts/field-problem";
import { ianaTimeZone, timeZoneHint } from "../../contracts/time-zone";
import { endOfDay } from "../../domain/all-day";
import { instantOf } from "../../domain/recurrence";
import ICAL from "../calendar/ical";
import { firstYear, lastYear } from "../instant";
import type { ContentLine } from "./content-lines";

export interface CalendarTime {
  /** The end of a whole day. */
  at: Date;
  timeZone: string;
  /** The day, where there is no time. */
  date?: string;
}

const tooEarly = fieldProblem("YEAR_OUT_OF_REACH", `needs a year from ${firstYear} to ${lastYear}`, {
  first: firstYear,
  last: lastYear,
});

/** A reason why a property can't be read. */
export class PropertyError extends Error {
  constructor(readonly problem: FieldProblem) {
    super(problem.message);
  }
}

/**
 * Reads DUE, DTSTART and the like.
 * @param zones IANA names of the file's own names
 * @param timeZone of a time without one
 * @throws PropertyError
 */
export function readTime(
  { text, value }: ContentLine,
  zones: ReadonlyMap<string, string>,
  timeZone: string,
): CalendarTime {
  const property = readProperty(text);
  const time = property.getFirstValue();
  // ical.js takes month 13 for January; written again, it is another text.
  if (!(time instanceof ICAL.Time) || time.toICALString() !== value.toUpperCase()) {
    throw new PropertyError(
      fieldProblem("DATE_UNREADABLE", "is not a date, or a date and time, of RFC 5545 (3.3.4, 3.3.5)"),
    );
  }
  if (time.year < firstYear) throw new PropertyError(tooEarly);
  if (time.isDate) return { at: endOfDay({ date: time.toString(), timeZone }), timeZone, date: time.toString() };
  const local = time.toString().slice(0, "yyyy-mm-ddThh:mm:ss".length);
  if (value.toUpperCase().endsWith("Z")) return { at: new Date(`${local}Z`), timeZone: "UTC" };
  const zone = zoneOf(property.getFirstParameter("tzid"), zones, timeZone);
  return { at: instantOf(local, zone), timeZone: zone };
}

function zoneOf(tzid: string | undefined, zones: ReadonlyMap<string, string>, timeZone: string): string {
  if (!tzid) return timeZone;
  // Some programs write /their.domain/2027/Europe/Berlin.
  const [, tail] = /([A-Za-z_]+\/[A-Za-z_+-]+(?:\/[A-Za-z_]+)?)$/.exec(tzid) ?? [];
  for (const name of [tzid, zones.get(tzid), tail]) {
    const known = name === undefined ? undefined : ianaTimeZone(name);
    if (known) return known;
  }
  const message = `has the TZID "${tzid.slice(0, 100)}", which is unknown: ${timeZoneHint}`;
  throw new PropertyError(fieldProblem("TIME_ZONE_UNKNOWN", message));
}

/** @throws PropertyError for what ical.js can't read */
export function readProperty(text: string): ICAL.Property {
  try {
    const property = ICAL.Property.fromString(text);
    property.getValues();
    return property;
  } catch (error) {
    const message = `can't be read: ${String(error instanceof Error ? error.message : error).slice(0, 200)}`;
    throw new PropertyError(fieldProblem("UNREADABLE", message));
  }
}
