import type { TaskSnapshot } from "../../contracts/task";
import { instantOf, localTimeOf, RecurrenceError } from "../../domain/recurrence";
import { remainingRule } from "../../domain/remaining-rule";
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
  status,
}: Pick<TaskSnapshot, "recurrence" | "occurrence" | "dueAt" | "status">): SeriesStart | undefined {
  if (!recurrence || !occurrence || !dueAt || status !== "open" || recurrence.from === "completion") return undefined;
  const { timeZone } = recurrence;
  const due = new Date(dueAt);
  try {
    if (instantOf(occurrence.localTime, timeZone).getTime() !== due.getTime()) return undefined;
    const rule = ICAL.Recur.fromString(remainingRule(recurrence, occurrence));
    return { localTime: localTimeOf(due, timeZone), timeZone, rule };
  } catch (error) {
    if (error instanceof RecurrenceError) return undefined;
    throw error;
  }
}
