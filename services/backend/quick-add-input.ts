import type * as z from "zod";
import { clockNotes } from "../domain/quick-add/clock-changes";
import { dueDate } from "../domain/quick-add/due-date";
import { missingDays } from "../domain/quick-add/missing-days";
import { firstDates } from "../domain/quick-add/next-dates";
import { readQuickAdd } from "../domain/quick-add/read";
import { scheduleOf } from "../domain/quick-add/schedule";
import type { NewTask } from "../domain/tasks";
import { HttpProblem, invalid } from "../runtime/http/problem";
import { validationProblem } from "../runtime/http/validation-problem";
import type { quickAddPreviewSchema, quickAddSchema } from "./quick-add-schemas";
import { createTaskSchema } from "./schemas";
import { checkSchedule, givenDue, refusalOf } from "./task-input";

/** Due dates that a preview answers. */
const shownDates = 3;

interface QuickAdd {
  task: Omit<NewTask, "ownerId" | "occurrence">;
  /** How it is shown before it is added. */
  preview: () => z.infer<typeof quickAddPreviewSchema>;
}

/**
 * The task that a text describes, checked as if its fields were sent to POST /api/tasks, and how it is shown before.
 * @throws HttpProblem 400 that names the field of the task
 */
export function toQuickAdd(request: z.infer<typeof quickAddSchema>, now: Date): QuickAdd {
  const { text, timeZone, languages, listId, tags: others, dueIfNone } = request;
  const clock = { now, timeZone };
  const reading = readQuickAdd(text, clock, languages);
  if (reading.title === "")
    throw invalid("title", "NO_TITLE", "needs a word that is no date, rule, reminder, tag or priority");
  return refusing(() => {
    const { due = dueIfNone && dueDate({}, clock), recurrence: rule } = scheduleOf(reading, clock);
    const { title, tags, priority, reminders, dueAt, dueOn, recurrence } = checkFields({
      title: reading.title,
      tags: [...reading.tags, ...others],
      ...(reading.priority && { priority: reading.priority }),
      ...(due?.day ? { dueOn: due.day } : { dueAt: due?.at.toISOString() }),
      reminders: reading.remindMinutes.map((minutesBefore) => ({ minutesBefore })),
      recurrence: rule,
    });
    const given = { ...givenDue({ dueAt, dueOn }), remindMinutes: reminders, recurrence: recurrence ?? null };
    const schedule = checkSchedule(given, now);
    const preview = () => {
      const dates = firstDates(schedule.dueAt, schedule.recurrence, shownDates);
      const notes = [
        ...(reading.repetition?.note ? [reading.repetition.note] : []),
        ...(due && schedule.recurrence ? missingDays(due.at, schedule.recurrence) : []),
        ...(due ? clockNotes(due, schedule.recurrence, timeZone, dates) : []),
      ];
      return {
        task: {
          title,
          priority,
          tags,
          dueAt: schedule.dueAt?.toISOString() ?? null,
          ...(dueOn && { dueOn }),
          reminders: reminders.map((minutesBefore) => ({ minutesBefore })),
          recurrence: schedule.recurrence,
        },
        spans: reading.spans,
        dates: dates.map((date) => date.toISOString()),
        notes,
      };
    };
    return {
      task: { title, description: null, priority, tags, listId, ...schedule },
      preview: () => refusing(preview),
    };
  });
}

/** @throws HttpProblem 400 for a recurrence that can't be */
function refusing<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw refusalOf(error);
  }
}

/** @throws HttpProblem 400, as the schema of POST /api/tasks has it */
function checkFields(fields: z.input<typeof createTaskSchema>): z.output<typeof createTaskSchema> {
  const { data, error } = createTaskSchema.safeParse(fields);
  if (data) return data;
  const errors = error.issues.map(({ code, message, path, ...params }) => ({
    field: path.join("."),
    ...validationProblem({ keyword: code, message, params }),
  }));
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
  throw new HttpProblem({ status: 400, code: "INVALID_REQUEST", title: "Invalid request", detail, errors });
}
