import type { TaskSnapshot } from "../contracts/task";
import { nextInSeries } from "./next-in-series";

/**
 * The due date of a task and those that follow it, if each is completed when it is due, and one that has passed now.
 * @throws RecurrenceError
 */
export function datesInSeries(
  { dueAt, recurrence, occurrence }: Pick<TaskSnapshot, "recurrence" | "occurrence"> & { dueAt: Date | null },
  now: Date,
  most: number,
): Date[] {
  if (!dueAt) return [];
  const dates = [dueAt];
  let last = recurrence && occurrence && { dueAt, recurrence, occurrence };
  while (last && dates.length < most) {
    last = nextInSeries(last, new Date(Math.max(now.getTime(), last.dueAt.getTime()))) ?? null;
    if (last) dates.push(last.dueAt);
  }
  return dates;
}
