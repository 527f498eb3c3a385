import { t } from "../messages/language";
import type { Task } from "../shared/types";
import type { OwnAct } from "../undo/own-act";
import { doneByUser } from "../undo/own-acts";
import { focusLater } from "./focus";
import { taskList } from "./task-list-state";

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
  undo: { by: "revert", id, toVersion: before.version },
});

/** Remembers that the user has added a task. The form tells of it. */
export const addedByUser = ({ id, title, version }: Task): void =>
  doneByUser({
    said: t.quickAdd.added(title),
    steps: [{ id, from: 0, to: version }],
    isQuiet: true,
    undo: { by: "delete", id },
  });
