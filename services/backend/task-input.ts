import type { Recurrence, TaskSnapshot } from "../contracts/task";
import {
  checkRecurrence,
  checkSeries,
  firstOccurrence,
  instantOf,
  isSameSeries,
  localTimeOf,
  RecurrenceError,
} from "../domain/recurrence";
import { invalid } from "../runtime/http/problem";

/** The fields of a task that only make sense together. */
export interface Schedule {
  dueAt: Date | null;
  remindMinutes: number[];
  recurrence: Recurrence | null;
}

/**
 * Checks the schedule of a task, and gives a recurring task without a due date the first one that its rule names.
 * @param before the task that is changed. While its recurrence stays, a new due date moves this one occurrence only.
 * @throws HttpProblem 400 that names the field
 */
export function checkSchedule(schedule: Schedule, now: Date, before?: TaskSnapshot): Schedule {
  const { remindMinutes, recurrence } = schedule;
  const dueAt = recurrence ? dueOf({ ...schedule, recurrence }, now, before) : schedule.dueAt;
  if (recurrence && !dueAt) throw invalid("dueAt", "a recurring task needs a due date, or BYHOUR in its rrule");
  if (remindMinutes.length > 0 && !dueAt) throw invalid("reminders", "a reminder needs a due date to count back from");
  return { dueAt, remindMinutes, recurrence };
}

type RecurringSchedule = Schedule & { recurrence: Recurrence };

function dueOf({ dueAt, recurrence }: RecurringSchedule, now: Date, before?: TaskSnapshot): Date | null {
  try {
    if (before && isSameSeries(before.recurrence, recurrence)) return dueAt ?? ownDateOf(before);
    checkRecurrence(recurrence);
    const first = dueAt ?? firstOccurrence(recurrence, now)?.at ?? null;
    if (first) checkSeries(recurrence, localTimeOf(first, recurrence.timeZone));
    return first;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The refusal of a recurrence that can't be; any other error as it is. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof RecurrenceError)) return error;
  return invalid(error.field === "occurrence" ? "dueAt" : `recurrence.${error.field}`, error.message);
}

/** The date that a rule with a time of day of its own gave this occurrence. */
function ownDateOf({ recurrence, occurrence }: TaskSnapshot): Date | null {
  if (!recurrence || !occurrence || !checkRecurrence(recurrence).hours) return null;
  return instantOf(occurrence.localTime, recurrence.timeZone);
}
