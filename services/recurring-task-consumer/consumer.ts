import type { Occurrence, Recurrence } from "../contracts/task";
import { nextOccurrence, type OccurrenceTime, RecurrenceError } from "../domain/recurrence";
import { deleteTask, insertTask, lockUntouchedOccurrence } from "../domain/tasks";
import { defineConsumer } from "../runtime/consumer/consumer";
import { TerminalError } from "../runtime/core/errors";
import { definition } from "./definition";

/**
 * When a recurring task is completed, creates the next occurrence of its series. When it is reopened, withdraws that
 * occurrence, unless somebody has changed or completed it since.
 */
export const consumer = defineConsumer(definition, {
  "freehold.task.completed.v1": async ({ data: { task } }, { tx, emit, logger }) => {
    const { recurrence, occurrence } = task;
    if (!recurrence || !occurrence) return;
    const next = nextOf(recurrence, occurrence);
    if (!next) {
      logger.info({ seriesId: occurrence.seriesId }, "The series ends here");
      return;
    }
    await insertTask(tx, emit, definition.name, {
      ownerId: task.ownerId,
      title: task.title,
      description: task.description,
      priority: task.priority,
      tags: task.tags,
      dueAt: next.at,
      remindMinutes: task.reminders.map(({ minutesBefore }) => minutesBefore),
      recurrence,
      occurrence: { ...occurrence, localTime: next.localTime },
    });
  },
  "freehold.task.reopened.v1": async ({ data: { task } }, { tx, emit }) => {
    const { recurrence, occurrence } = task;
    const next = recurrence && occurrence && nextOf(recurrence, occurrence);
    if (!next) return;
    const untouched = await lockUntouchedOccurrence(tx, task.ownerId, occurrence.seriesId, next.localTime);
    if (untouched) await deleteTask(tx, emit, definition.name, untouched);
  },
});

/** A rule that can't be read stays so: the event becomes a dead letter at once, with the reason. */
function nextOf(recurrence: Recurrence, { seriesStart, localTime }: Occurrence): OccurrenceTime | undefined {
  try {
    return nextOccurrence(recurrence, seriesStart, localTime);
  } catch (error) {
    if (!(error instanceof RecurrenceError)) throw error;
    throw new TerminalError(`recurrence.${error.field}: ${error.message}`, { cause: error });
  }
}
