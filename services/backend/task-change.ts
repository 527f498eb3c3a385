import * as z from "zod";
import type { Occurrence, TaskSnapshot } from "../contracts/task";
import { movedSeries } from "../domain/moved-series";
import { isSameSeries } from "../domain/recurrence";
import { invalid } from "../runtime/http/problem";
import type { changeTaskSchema } from "./schemas";
import { checkSchedule, givenDue, refusalOf, type Schedule } from "./task-input";

export const scope = z
  .enum(["this", "following"])
  .optional()
  .describe(
    "Whether another due date of a recurring task is that of this occurrence only, or moves all that follow. A changed recurrence, and whether it is of whole days, is always that of all that follow. Default: this, for a due date",
  );

type ScheduleChange = Pick<Partial<z.infer<typeof changeTaskSchema>>, "dueAt" | "dueOn" | "reminders" | "recurrence">;

/**
 * The schedule of a task once it is changed.
 * @returns with its place, where the series moves
 * @throws HttpProblem 400 that names the field
 */
export function changedSchedule(
  before: TaskSnapshot,
  { dueAt, dueOn, reminders, recurrence }: ScheduleChange,
  wanted: z.infer<typeof scope>,
  now: Date,
): Schedule & { occurrence?: Occurrence } {
  const current = {
    dueAt: before.dueAt === null ? null : new Date(before.dueAt),
    dueZone: before.dueOn?.timeZone ?? null,
  };
  const schedule = checkSchedule(
    {
      ...givenDue({ dueAt, dueOn }, current),
      remindMinutes: reminders ?? before.reminders.map(({ minutesBefore }) => minutesBefore),
      recurrence: recurrence === undefined ? before.recurrence : recurrence,
    },
    now,
    before,
  );
  if (!before.recurrence || !before.occurrence) return schedule;
  const goesOn = isSameSeries(before.recurrence, schedule.recurrence);
  const changesKind = schedule.dueAt !== null && (schedule.dueZone === null) !== (current.dueZone === null);
  if (wanted === "this" && (!goesOn || changesKind)) {
    throw invalid(
      "scope",
      "SCOPE_IS_FOLLOWING",
      "must be following: a recurrence, and whether it is of whole days, is not of one date alone",
    );
  }
  const moves = changesKind || (wanted === "following" && (dueAt ?? dueOn));
  if (!moves || !goesOn || !schedule.dueAt || !schedule.recurrence) return schedule;
  try {
    const series = { recurrence: schedule.recurrence, occurrence: before.occurrence };
    return { ...schedule, ...movedSeries(series, schedule.dueAt, schedule.dueZone !== null) };
  } catch (error) {
    throw refusalOf(error);
  }
}
