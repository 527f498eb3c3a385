import type { DueDay, Recurrence, TaskSnapshot } from "../contracts/task";
import { endOfDay } from "../domain/all-day";
import {
  checkRecurrence,
  checkSeries,
  firstOccurrence,
  instantOf,
  isSameSeries,
  localTimeOf,
  RecurrenceError,
} from "../domain/recurrence";
import { invalid, invalidField } from "../runtime/http/problem";

/** When a task is due: on a day of a time zone as a whole, or at a time. */
export interface Due {
  dueAt: Date | null;
  /** null: dueAt is a time. */
  dueZone: string | null;
}

/** The fields of a task that only make sense together. */
export interface Schedule extends Due {
  remindMinutes: number[];
  recurrence: Recurrence | null;
}

/**
 * The due date that a request asks for.
 * @param current what stays without one
 * @throws HttpProblem 400
 */
export function givenDue(
  { dueAt, dueOn }: { dueAt?: string | null | undefined; dueOn?: DueDay | null | undefined },
  current: Due = { dueAt: null, dueZone: null },
): Due {
  if (dueAt && dueOn)
    throw invalid("dueOn", "DUE_TWICE", "can't be combined with dueAt: a task is due on a day, or at a time");
  if (dueOn) return { dueAt: endOfDay(dueOn), dueZone: dueOn.timeZone };
  if (dueAt) return { dueAt: new Date(dueAt), dueZone: null };
  // `dueOn: null` says nothing of a task that is due at a time.
  return dueAt === null || (dueOn === null && current.dueZone !== null) ? { dueAt: null, dueZone: null } : current;
}

/**
 * Checks the schedule of a task, and gives a recurring task without a due date the first one that its rule names.
 * @param before the task that is changed. While its recurrence stays, a new due date moves this one occurrence only.
 * @throws HttpProblem 400 that names the field
 */
export function checkSchedule(schedule: Schedule, now: Date, before?: TaskSnapshot): Schedule {
  const { remindMinutes, recurrence } = schedule;
  if (recurrence && schedule.dueZone !== null) checkWholeDays(recurrence, schedule.dueZone);
  const dueAt = recurrence ? dueOf({ ...schedule, recurrence }, now, before) : schedule.dueAt;
  if (recurrence && !dueAt)
    throw invalid("dueAt", "DUE_NEEDED", "a recurring task needs a due date, or BYHOUR in its rrule");
  if (remindMinutes.length > 0 && !dueAt)
    throw invalid("reminders", "DUE_NEEDED", "a reminder needs a due date to count back from");
  return { dueAt, dueZone: dueAt && schedule.dueZone, remindMinutes, recurrence };
}

/**
 * A rule of whole days has no time of day, and its days are those of the task.
 * @throws HttpProblem 400
 */
export function checkWholeDays({ rrule, timeZone }: Recurrence, dueZone: string): void {
  if (dueZone !== timeZone)
    throw invalid("dueOn.timeZone", "OTHER_ZONE", `must be that of recurrence, ${timeZone}`, { timeZone });
  const [part] = /BY(HOUR|MINUTE)/i.exec(rrule) ?? [];
  if (part)
    throw invalid(
      "recurrence.rrule",
      "RULE_NEEDS_TIME",
      `${part} needs dueAt: a task that is due on a whole day has no time`,
      { part },
    );
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
  return invalidField(error.field === "occurrence" ? "dueAt" : `recurrence.${error.field}`, error.problem);
}

/** The date that a rule with a time of day of its own gave this occurrence. */
function ownDateOf({ recurrence, occurrence }: TaskSnapshot): Date | null {
  if (!recurrence || !occurrence || !checkRecurrence(recurrence).hours) return null;
  return instantOf(occurrence.localTime, recurrence.timeZone);
}
