import type { TaskSnapshot } from "../../contracts/task";
import { instantOf, localTimeOf, RecurrenceError } from "../../domain/recurrence";
import { remainingRule } from "../../domain/remaining-rule";
import { parseRule } from "../../domain/rrule";
import ICAL from "./ical";

/** How a task goes on from its due date. */
export interface SeriesStart {
  /** Local time of the due date. */
  localTime: string;
  timeZone: string;
  rule: ICAL.Recur;
}

/**
 * What a calendar can say of the dates after this one. Undefined for a task that is done, that repeats from its completion, or whose
 * date was moved: its rule would be read from the wrong date.
 */
export function seriesStartOf({
  recurrence,
  occurrence,
  dueAt,
  dueOn,
  status,
}: Pick<TaskSnapshot, "recurrence" | "occurrence" | "dueAt" | "dueOn" | "status">): SeriesStart | undefined {
  if (!recurrence || !occurrence || !dueAt || status !== "open" || recurrence.from === "completion") return undefined;
  const { timeZone } = recurrence;
  const due = new Date(dueAt);
  try {
    const isMoved = dueOn
      ? !occurrence.localTime.startsWith(dueOn.date)
      : instantOf(occurrence.localTime, timeZone).getTime() !== due.getTime();
    if (isMoved) return undefined;
    const rest = remainingRule(recurrence, occurrence);
    const rule = ICAL.Recur.fromString(dueOn ? untilDate(rest, timeZone) : rest);
    return { localTime: localTimeOf(due, timeZone), timeZone, rule };
  } catch (error) {
    if (error instanceof RecurrenceError) return undefined;
    throw error;
  }
}

/** A rule of whole days, whose UNTIL is a date (RFC 5545, section 3.3.10): the last day that ends by it. */
const untilDate = (rrule: string, timeZone: string): string =>
  rrule.replace(/(UNTIL=)[^;]+/, (_, name) => {
    const { until = 0 } = parseRule(rrule);
    const afterLast = localTimeOf(new Date(until + 1_000), timeZone).slice(0, "yyyy-mm-dd".length);
    return (
      name +
      new Date(Date.parse(afterLast) - 86_400_000).toISOString().slice(0, "yyyy-mm-dd".length).replaceAll("-", "")
    );
  });
