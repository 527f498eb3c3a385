import { insertTask } from "../domain/tasks";
import { defineConsumer } from "../runtime/consumer/consumer";
import { definition } from "./definition";

const week = 7 * 24 * 3_600_000;

/** When a task with the tag "follow-up" is completed, creates one that asks a week later how it went. */
export const consumer = defineConsumer(definition, {
  "freehold.task.completed.v1": async ({ data: { task } }, { tx, emit }) => {
    if (!task.tags.includes("follow-up") || !task.completedAt) return;
    await insertTask(tx, emit, definition.name, {
      ownerId: task.ownerId,
      title: `How did it go: ${task.title}`,
      description: task.description,
      priority: task.priority,
      tags: [],
      dueAt: new Date(Date.parse(task.completedAt) + week),
      remindMinutes: [],
      recurrence: null,
    });
  },
});
