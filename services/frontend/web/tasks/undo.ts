import { t } from "../messages/language";
import { api } from "../shared/api";
import { doneByUser, type OwnAct } from "../shared/own-acts";
import { isStatus } from "../shared/problem";
import type { Task } from "../shared/types";
import { focusLater } from "./focus";
import { taskList } from "./task-list-state";

/** Milliseconds until the API is asked again for a version that the history does not have yet. */
const waitsMs = [300, 900, 2_000];

/** Shows a task as it is once an act was undone, with the focus on it. */
export function back(task: Task): [Task] {
  taskList.apply(task);
  taskList.settle(task.id);
  focusLater(task.id);
  return [task];
}

/** How a change of a task is undone, unless somebody has changed the task since. */
export const revert = (
  before: Pick<Task, "version">,
  { id, version }: Pick<Task, "id" | "version">,
): Pick<OwnAct, "steps" | "undo"> => ({
  steps: [{ id, from: before.version, to: version }],
  undo: async (steps) => back(await revertTo(id, before.version, steps[0]?.to ?? version)),
});

/** Remembers that the user has added a task. The form tells of it. */
export const addedByUser = ({ id, title, version }: Task): void =>
  doneByUser({
    said: t.quickAdd.added(title),
    steps: [{ id, from: 0, to: version }],
    isQuiet: true,
    undo: async ([step]) => {
      await api.deleteTask(id, step?.to ?? version);
      taskList.remove(id);
      return [];
    },
  });

/** The history is written moments after a change: until then the API refuses to go back by it. */
async function revertTo(id: string, toVersion: number, version: number): Promise<Task> {
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
