/** Loaded with the first name: a service that waits for its first event needs none. */
const temporal = () => require("temporal-polyfill") as typeof import("temporal-polyfill");

/** Letters first, so that no offset, date or bracket passes. ICU also knows SystemV/ names; the IANA database does not. */
const ianaName = /^(?!SystemV\/)[A-Za-z][A-Za-z0-9+_-]*(?:\/[A-Za-z0-9+_-]+)*$/i;

/** Names that were found, as they came: to look them up took half of the time in which a calendar was read. */
const known = new Map<string, string>();
/** There are some six hundred; in how many cases of letters they come is up to those who send them. */
const mostKnown = 2_000;

/**
 * The name of an IANA time zone with its letters in the case of the database: `europe/berlin` is Europe/Berlin.
 * Intl and Temporal must both know it: Intl alone takes abbreviations such as PST, Temporal alone takes offsets and dates.
 * @returns undefined when it is no such name
 */
export function ianaTimeZone(name: string): string | undefined {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = lookUp(name);
  if (found !== undefined && known.size < mostKnown) known.set(name, found);
  return found;
}

function lookUp(name: string): string | undefined {
  if (!ianaName.test(name)) return undefined;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return temporal().Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/** What to do about a time zone that is refused. */
export const timeZoneHint = "use the name of an IANA time zone, such as Europe/Berlin or UTC";
