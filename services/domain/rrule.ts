import { type Frequency, isPartName, type PartName, partReaders, refuse, rfc, type Weekdays } from "./rrule-parts";

/** A recurrence rule, checked. A part that the rule does not have is undefined. */
export interface Rule {
  frequency: Frequency;
  interval: number;
  /** Monday as 0. */
  weekStart: number;
  count?: number;
  /** Epoch milliseconds. */
  until?: number;
  months?: ReadonlySet<number>;
  weekNumbers?: ReadonlySet<number>;
  yearDays?: ReadonlySet<number>;
  monthDays?: ReadonlySet<number>;
  weekdays?: Weekdays;
  hours?: ReadonlySet<number>;
  minutes?: ReadonlySet<number>;
  positions?: ReadonlySet<number>;
}

/**
 * Reads a rule. The accepted subset of RFC 5545 is: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, COUNT or UNTIL,
 * WKST, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYHOUR, BYMINUTE and BYSETPOS, in any order and any case, with or
 * without `RRULE:` in front. Everything that section 3.3.10 forbids among these parts is refused.
 * @throws RecurrenceError that names the part and the rule of the RFC
 */
export function parseRule(rrule: string): Rule {
  const texts = partsOf(rrule);
  checkCombinations(texts);
  const read = <T>(name: PartName, reader: (value: string) => T): T | undefined => {
    const value = texts.get(name);
    return value === undefined ? undefined : reader(value);
  };
  return {
    frequency: read("FREQ", partReaders.FREQ) ?? refuse("FREQ", ` is missing: every rule needs one ${rfc}.`),
    interval: read("INTERVAL", partReaders.INTERVAL) ?? 1,
    weekStart: read("WKST", partReaders.WKST) ?? 0,
    count: read("COUNT", partReaders.COUNT),
    until: read("UNTIL", partReaders.UNTIL),
    months: read("BYMONTH", partReaders.BYMONTH),
    weekNumbers: read("BYWEEKNO", partReaders.BYWEEKNO),
    yearDays: read("BYYEARDAY", partReaders.BYYEARDAY),
    monthDays: read("BYMONTHDAY", partReaders.BYMONTHDAY),
    weekdays: read("BYDAY", partReaders.BYDAY),
    hours: read("BYHOUR", partReaders.BYHOUR),
    minutes: read("BYMINUTE", partReaders.BYMINUTE),
    positions: read("BYSETPOS", partReaders.BYSETPOS),
  };
}

/** The same rule with another COUNT than the one that it has. */
export const withCount = (rrule: string, count: number): string => rrule.replace(/COUNT=\d+/i, `COUNT=${count}`);

/** The parts with the texts of their values, in capitals. */
function partsOf(rrule: string): Map<PartName, string> {
  if (/DTSTART|DTEND|TZID/i.test(rrule))
    refuse("", "takes the rule alone, without DTSTART: the series starts at dueAt.");
  if (!/^[\x21-\x7e]*$/.test(rrule)) refuse("", "takes no white space and only ASCII characters (RFC 5545 3.3.10).");
  const parts = new Map<PartName, string>();
  for (const text of rrule
    .toUpperCase()
    .replace(/^RRULE:/, "")
    .split(";")) {
    const [, name = text, value] = /^([^=]*)=(.*)$/.exec(text) ?? [];
    if (!isPartName(name)) refuse(name, reasonAgainst(name));
    if (!value) refuse(name, ` has no value: write ${name}=… ${rfc}.`);
    if (parts.has(name)) refuse(name, ` is there twice: a part must occur once only ${rfc}.`);
    parts.set(name, value);
  }
  return parts;
}

function reasonAgainst(name: string): string {
  if (name === "") return `has an empty part: put one semicolon between two parts, and none at the ends ${rfc}.`;
  if (name === "BYSECOND") return " is not supported: tasks repeat to the minute.";
  if (name === "RSCALE" || name === "SKIP") return " is not supported: it is of RFC 7529, not of RFC 5545.";
  return ` is not a part of a rule. Use ${Object.keys(partReaders).join(", ")} ${rfc}.`;
}

/** What a part must not be used with. */
function checkCombinations(parts: ReadonlyMap<PartName, string>): void {
  const frequency = parts.get("FREQ");
  const forbid = (name: PartName, ...wrong: string[]): void => {
    if (parts.has(name) && frequency && wrong.includes(frequency)) {
      refuse(name, ` cannot be used with FREQ=${frequency} ${rfc}.`);
    }
  };
  if (parts.has("COUNT") && parts.has("UNTIL")) refuse("COUNT", ` cannot be used with UNTIL ${rfc}.`);
  forbid("BYMONTHDAY", "WEEKLY");
  forbid("BYYEARDAY", "DAILY", "WEEKLY", "MONTHLY");
  forbid("BYWEEKNO", "DAILY", "WEEKLY", "MONTHLY");
  if (/\d/.test(parts.get("BYDAY") ?? "")) {
    if (frequency === "DAILY" || frequency === "WEEKLY") {
      refuse("BYDAY", ` cannot have a number such as 1MO with FREQ=${frequency} ${rfc}.`);
    }
    if (parts.has("BYWEEKNO")) refuse("BYDAY", ` cannot have a number such as 1MO with BYWEEKNO ${rfc}.`);
  }
  if (parts.has("BYSETPOS") && ![...parts.keys()].some((name) => name.startsWith("BY") && name !== "BYSETPOS")) {
    refuse("BYSETPOS", ` needs another BY part to choose from ${rfc}.`);
  }
}
