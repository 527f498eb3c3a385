import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import type { Recurrence } from "../contracts/task";
import { wrongPart } from "./rrule-parts";

/** The last year that an instant can be written in as the API and the events write it. */
const lastYear = 9_999;

/** What is wrong with a rule, and in which field of it. */
export class RecurrenceError extends Error {
  constructor(
    readonly field: "rrule" | "timeZone",
    message: string,
  ) {
    super(message);
  }
}

/** One occurrence: the local time that the rule gives, which names it for good, and the instant at which that is. */
export interface OccurrenceTime {
  localTime: string;
  at: Date;
}

/**
 * Checks a rule and its time zone.
 * @throws RecurrenceError
 */
export function checkRecurrence({ rrule, timeZone }: Recurrence): void {
  try {
    Temporal.Now.zonedDateTimeISO(timeZone);
  } catch {
    throw new RecurrenceError("timeZone", `"${timeZone}" is not an IANA time zone such as Europe/Berlin`);
  }
  if (/DTSTART|DTEND|\n/i.test(rrule)) {
    throw new RecurrenceError("rrule", "give the rule alone, without DTSTART; the series starts at dueAt");
  }
  const wrong = wrongPart(bare(rrule));
  if (wrong) throw new RecurrenceError("rrule", wrong);
  try {
    ruleFrom(rrule, timeZone, Temporal.PlainDateTime.from("2026-01-01T00:00:00"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RecurrenceError("rrule", `is not an RFC 5545 rule: ${reason}`);
  }
}

/** The local time of an instant in a zone, as a series stores it: to the second, which is all that a rule can say. */
export const localTimeOf = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .round({ smallestUnit: "second", roundingMode: "floor" })
    .toString();

/**
 * The instant of a local time. One that a clock change leaves out moves forward by the gap, and of one that happens
 * twice the first is meant. Source: RFC 5545, section 3.3.5.
 */
export const instantOf = (localTime: string, timeZone: string): Date =>
  new Date(
    Temporal.PlainDateTime.from(localTime).toZonedDateTime(timeZone, { disambiguation: "compatible" })
      .epochMilliseconds,
  );

/**
 * The occurrence that follows `after` in a series. It is computed in local time, so that a task at 9:00 stays at 9:00
 * across a clock change, and nothing is missed or doubled by one.
 * @param seriesStart local time of the first occurrence
 * @param after local time of the occurrence to start from, as the rule gave it
 * @returns undefined when the rule ends there
 */
export function nextOccurrence(recurrence: Recurrence, seriesStart: string, after: string): OccurrenceTime | undefined {
  const { rrule, timeZone } = recurrence;
  const rule = ruleFrom(rrule, timeZone, Temporal.PlainDateTime.from(seriesStart));
  const from = Temporal.PlainDateTime.from(after).toZonedDateTime("UTC");
  const next = rule.next(from);
  if (!next || next.year > lastYear) return undefined;
  const localTime = next.toPlainDateTime().toString();
  return { localTime, at: instantOf(localTime, timeZone) };
}

/** The first occurrence at or after `now` of a rule that says the time of day itself; undefined if it does not. */
export function firstOccurrence(recurrence: Recurrence, now: Date): OccurrenceTime | undefined {
  if (!/(?:^|;)BYHOUR=/i.test(bare(recurrence.rrule))) return undefined;
  const today = localTimeOf(now, recurrence.timeZone);
  const start = Temporal.PlainDateTime.from(today).round("day").subtract({ days: 1 }).toString();
  for (
    let next = nextOccurrence(recurrence, start, start);
    next;
    next = nextOccurrence(recurrence, start, next.localTime)
  ) {
    if (next.at.getTime() >= now.getTime()) return next;
  }
  return undefined;
}

const bare = (rrule: string): string => rrule.replace(/^RRULE:/i, "");

/** The rule on a clock without changes: its "UTC" times are local times, which get their zone afterwards. */
function ruleFrom(rrule: string, timeZone: string, start: Temporal.PlainDateTime): RRuleTemporal {
  const until = /UNTIL=(\d{8}T\d{6})Z/i.exec(rrule)?.[1];
  const local = until ? rrule.replace(`${until}Z`, `${localUntil(until, timeZone)}Z`) : rrule;
  return new RRuleTemporal({
    temporal: Temporal,
    rruleString: `DTSTART;TZID=UTC:${compact(start.toString())}\nRRULE:${bare(local)}`,
  });
}

/** UNTIL is an instant; the rule is expanded in local time, so it must be, too. */
function localUntil(until: string, timeZone: string): string {
  const iso = until.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, "$1-$2-$3T$4:$5:$6Z");
  return compact(localTimeOf(new Date(iso), timeZone));
}

const compact = (localTime: string): string => {
  const [date = "", time = ""] = localTime.split("T");
  return `${date.replaceAll("-", "")}T${time.replaceAll(":", "").slice(0, 6).padEnd(6, "0")}`;
};
