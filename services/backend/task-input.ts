import type { Recurrence } from "../contracts/task";
import { checkRecurrence, firstOccurrence, localTimeOf, nextOccurrence, RecurrenceError } from "../domain/recurrence";
import { invalid } from "../runtime/problem";
import { lastYear } from "./schemas";

/** The fields of a task that only make sense together. */
export interface Schedule {
  dueAt: Date | null;
  remindMinutes: number[];
  recurrence: Recurrence | null;
}

/**
 * Checks the schedule of a task, and gives a recurring task without a due date the first one that its rule names.
 * @throws HttpProblem 400 that names the field
 */
export function checkSchedule({ dueAt, remindMinutes, recurrence }: Schedule, now: Date): Schedule {
  const due = recurrence ? firstDue(recurrence, dueAt, now) : dueAt;
  if (recurrence && !due) throw invalid("dueAt", "a recurring task needs a due date, or BYHOUR in its rrule");
  if (remindMinutes.length > 0 && !due) throw invalid("reminders", "a reminder needs a due date to count back from");
  return { dueAt: due, remindMinutes, recurrence };
}

/**
 * Computes the next occurrence, too, so that a rule which never comes true (the library gives up on it with a plain
 * Error) is refused here and not when the task is completed.
 */
function firstDue(recurrence: Recurrence, dueAt: Date | null, now: Date): Date | null {
  try {
    checkRecurrence(recurrence);
    const first = dueAt ?? firstOccurrence(recurrence, now)?.at ?? null;
    if (!first) return null;
    const start = localTimeOf(first, recurrence.timeZone);
    const next = nextOccurrence(recurrence, start, start);
    if ([first, next?.at ?? first].every((at) => at.getUTCFullYear() <= lastYear)) return first;
  } catch (error) {
    if (error instanceof RecurrenceError) throw invalid(`recurrence.${error.field}`, error.message);
  }
  throw invalid("recurrence.rrule", `gives no next occurrence up to the year ${lastYear}`);
}
