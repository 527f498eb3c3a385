import { t } from "../messages/language";
import { api } from "../shared/api";
import type { Task } from "../shared/types";
import { doneByUser } from "../undo/own-acts";
import { back } from "./undo";

/** Ends the snooze of a task. */
export async function endSnooze({ id, title, snoozedUntil }: Task): Promise<void> {
  const ended = await snoozeAgain(id, undefined);
  doneByUser({
    said: t.snooze.ended(title),
    steps: [{ id, from: ended.version - 1, to: ended.version }],
    undo: { by: "snooze", id, until: snoozedUntil },
  });
}

/** Has the task snoozed as it was before; a time that has passed is none. */
export async function snoozeAgain(id: string, until: string | undefined): Promise<Task> {
  const isAhead = until !== undefined && Date.parse(until) > Date.now();
  const task = await api.snoozeTask(id, isAhead ? until : null);
  // The button that ended it, or the message with Undo, is gone.
  back(task);
  return task;
}
