import type { Recurrence } from "../../contracts/task";
import { localTimeOf, nextOccurrence } from "../recurrence";

/**
 * The first dates of a task, its due date included; those of a series that ends before are fewer.
 * @throws RecurrenceError
 */
export function firstDates(dueAt: Date | null, recurrence: Recurrence | null, most: number): Date[] {
  if (!dueAt) return [];
  const dates = [dueAt];
  if (!recurrence) return dates;
  const start = localTimeOf(dueAt, recurrence.timeZone);
  let after = start;
  while (dates.length < most) {
    const next = nextOccurrence(recurrence, start, after);
    if (!next) break;
    dates.push(next.at);
    after = next.localTime;
  }
  return dates;
}
