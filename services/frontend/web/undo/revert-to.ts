import { t } from "../messages/language";
import { api } from "../shared/api";
import { isStatus } from "../shared/problem";
import type { Task } from "../shared/types";
import { taskList } from "../tasks/task-list-state";

/** Milliseconds until the API is asked again for a version that the history does not have yet. */
const waitsMs = [300, 900, 2_000];

/**
 * Gives a task the fields that it had at a version. The history is written moments after a change: until then the API refuses to go
 * back by it.
 * @throws {Problem}
 */
export async function revertTo(id: string, toVersion: number, version: number): Promise<Task> {
  for (const waitMs of waitsMs) {
    try {
      return await api.revertTask(id, toVersion, version);
    } catch (error) {
      if (isStatus(error, 412)) throw await changedSince(id);
      if (!isStatus(error, 409)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  return api.revertTask(id, toVersion, version);
}

/** Shows the task as somebody else has changed it. */
async function changedSince(id: string): Promise<Error> {
  taskList.apply(await api.task(id));
  return new Error(t.undo.changedSince);
}
