import { nextOccurrence } from "../domain/recurrence";
import { insertTask } from "../domain/tasks";
import { defineConsumer } from "../runtime/consumer";
import { needs } from "./needs";

/** When a recurring task is completed, creates the next occurrence of its series. */
export const consumer = defineConsumer(needs, {
  "freehold.task.completed.v1": async ({ data: { task } }, { tx, emit, logger }) => {
    const { recurrence, occurrence } = task;
    if (!recurrence || !occurrence) return;
    const next = nextOccurrence(recurrence, occurrence.seriesStart, occurrence.localTime);
    if (!next) {
      logger.info({ seriesId: occurrence.seriesId }, "The series ends here");
      return;
    }
    await insertTask(tx, emit, needs.name, {
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
});
