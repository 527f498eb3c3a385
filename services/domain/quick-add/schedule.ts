import type { Recurrence } from "../../contracts/task";
import type { Steps } from "../steps";
import { type DueDate, dueDate, firstDate, untilPart } from "./due-date";
import type { OwnerClock } from "./owner-clock";
import type { QuickAddReading } from "./read";
import { ruleText } from "./rule-parts";

/**
 * The due date and the rule of what was read, in the owner's zone.
 * @throws RecurrenceError when the rule has no date
 */
export function scheduleOf(
  { due, repetition, until }: QuickAddReading,
  clock: OwnerClock,
  steps?: Steps,
): { due: DueDate | undefined; recurrence: Recurrence | null } {
  if (!repetition) return { due: due && dueDate(due, clock), recurrence: null };
  const { parts, from } = repetition;
  const isPlaced = due?.day ?? due?.instant;
  const date = due && isPlaced ? dueDate(due, clock) : firstDate(parts, due?.time, clock, steps);
  // A rule has COUNT or UNTIL; the words may have both.
  const end = until && parts.COUNT === undefined ? { UNTIL: untilPart(until, clock) } : {};
  const rrule = ruleText({ ...parts, ...end });
  return { due: date, recurrence: { rrule, timeZone: clock.timeZone, ...(from && { from }) } };
}
