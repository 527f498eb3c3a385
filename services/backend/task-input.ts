import type { Recurrence } from "../contracts/task";
import { checkRecurrence, firstOccurrence, RecurrenceError } from "../domain/recurrence";
import { invalid } from "../runtime/problem";

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
  if (recurrence) check(recurrence);
  const due = dueAt ?? (recurrence ? (firstOccurrence(recurrence, now)?.at ?? null) : null);
  if (recurrence && !due) throw invalid("dueAt", "a recurring task needs a due date, or BYHOUR in its rrule");
  if (remindMinutes.length > 0 && !due) throw invalid("reminders", "a reminder needs a due date to count back from");
  return { dueAt: due, remindMinutes, recurrence };
}

function check(recurrence: Recurrence): void {
  try {
    checkRecurrence(recurrence);
  } catch (error) {
    if (error instanceof RecurrenceError) throw invalid(`recurrence.${error.field}`, error.message);
    throw error;
  }
}
