import type { Occurrence, Recurrence } from "../contracts/task";
import { checkRecurrence, localTimeOf, type NextOptions, nextOfRule } from "./recurrence";
import { type Rule, withCount } from "./rrule";
import { Steps } from "./steps";

/** What a task has of its series. */
export interface SeriesTask {
  recurrence: Recurrence;
  occurrence: Occurrence;
}

/** The date of a task's successor, and what that has of the series. */
export interface NextInSeries extends SeriesTask {
  dueAt: Date;
}

/**
 * What follows a task of a series (docs/explanation/recurring-tasks.md).
 * @param doneAt when the task was completed or skipped
 * @returns undefined when the rule ends there
 * @throws RecurrenceError
 */
export function nextInSeries(task: SeriesTask, doneAt: Date, steps = new Steps()): NextInSeries | undefined {
  const rule = checkRecurrence(task.recurrence);
  const passed = task.recurrence.catchUp === "next" ? doneAt : undefined;
  return task.recurrence.from === "completion"
    ? afterCompletion(task, rule, doneAt, { passed, steps })
    : onSchedule(task, rule, { passed, steps });
}

type Limits = Pick<NextOptions, "passed" | "steps">;

function onSchedule({ recurrence, occurrence }: SeriesTask, rule: Rule, limits: Limits): NextInSeries | undefined {
  const { seriesStart, localTime } = occurrence;
  const next = nextOfRule(rule, recurrence.timeZone, { seriesStart, after: localTime, ...limits });
  return next && { dueAt: next.at, recurrence, occurrence: { ...occurrence, localTime: next.localTime } };
}

/**
 * Applies the rule with the local date of the completion as DTSTART, at the time of day of the series. Each completion
 * begins the rule again, so COUNT is what is left of it. Where the rule has no date from there, as FREQ=DAILY;INTERVAL=7;
 * BYDAY=MO from a Tuesday, the dates of the series go on.
 */
function afterCompletion(
  { recurrence, occurrence }: SeriesTask,
  { count, ...endless }: Rule,
  doneAt: Date,
  limits: Limits,
): NextInSeries | undefined {
  if (count === 1) return undefined;
  const { rrule, timeZone } = recurrence;
  const day = localTimeOf(doneAt, timeZone, limits.steps).slice(0, dateLength);
  const after = `${day}${occurrence.localTime.slice(dateLength)}`;
  for (const seriesStart of [after, occurrence.seriesStart]) {
    const next = nextOfRule(endless, timeZone, { seriesStart, after, ...limits });
    if (!next) continue;
    return {
      dueAt: next.at,
      recurrence: count ? { ...recurrence, rrule: withCount(rrule, count - 1) } : recurrence,
      occurrence: { ...occurrence, seriesStart, localTime: next.localTime },
    };
  }
  return undefined;
}

const dateLength = "yyyy-mm-dd".length;
