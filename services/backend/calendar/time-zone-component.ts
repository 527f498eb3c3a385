import { Temporal } from "temporal-polyfill";
import ICAL from "./ical";

/** Years that a definition is exact for, from the one before this. Programs that know the name do not read it. */
const years = 5;
const earliest = ICAL.Time.fromDateTimeString("1970-01-01T00:00:00");

/** Definitions made before: to find the clock changes of a zone takes tens of milliseconds. */
const made = new Map<string, { year: number; text: string }>();

/** The VTIMEZONE of an IANA time zone: its offset before this year, and each clock change from then on. */
export function timeZoneComponent(name: string, year: number): string {
  const known = made.get(name);
  if (known?.year === year) return known.text;
  const zone = new ICAL.Component("vtimezone");
  zone.addPropertyWithValue("tzid", name);
  let at = Temporal.ZonedDateTime.from(`${year - 1}-01-01T00:00:00[${name}]`);
  zone.addSubcomponent(observance("standard", earliest, at, at));
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (!next || next.year >= year + years) break;
    const before = next.subtract({ nanoseconds: 1 });
    // The time of a change is that of the clock before it: RFC 5545, section 3.6.5.
    const local = next.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
    const kind = next.offsetNanoseconds > before.offsetNanoseconds ? "daylight" : "standard";
    const start = ICAL.Time.fromDateTimeString(local.toString({ smallestUnit: "second" }));
    zone.addSubcomponent(observance(kind, start, before, next));
    at = next;
  }
  const text = zone.toString();
  made.set(name, { year, text });
  return text;
}

function observance(
  kind: "standard" | "daylight",
  start: ICAL.Time,
  before: Temporal.ZonedDateTime,
  after: Temporal.ZonedDateTime,
): ICAL.Component {
  const component = new ICAL.Component(kind);
  component.addPropertyWithValue("dtstart", start);
  component.addPropertyWithValue("tzoffsetfrom", ICAL.UtcOffset.fromString(before.offset.slice(0, "+hh:mm".length)));
  component.addPropertyWithValue("tzoffsetto", ICAL.UtcOffset.fromString(after.offset.slice(0, "+hh:mm".length)));
  return component;
}
