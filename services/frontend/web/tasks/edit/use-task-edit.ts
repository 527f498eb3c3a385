import { useRef, useState } from "react";
import { t } from "../../messages/language";
import { nowOrLater } from "../../offline/later";
import { api } from "../../shared/api";
import { isStatus } from "../../shared/problem";
import type { Scope, Task, TaskChanges } from "../../shared/types";
import { doneByUser } from "../../undo/own-acts";
import { taskList } from "../task-list-state";
import { revert } from "../undo";
import { type Conflict, findConflicts, keepChosen } from "./conflict";

/** A date that the user gave up in a conflict moves nothing. */
const scopeOf = ({ dueAt, dueOn }: TaskChanges, form: FormData): Scope | null =>
  (dueAt || dueOn) && form.get("scope") === "following" ? "following" : null;

/**
 * Saves changes of a task. What meets another change of the same field becomes a conflict, which the user decides.
 * @param isShown whether the field shows the change itself, and is gone with the task that leaves a search. Default: false
 */
export function useTaskEdit(task: Task, isShown = false) {
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  /** The task as the user has seen it. */
  const base = useRef(task);
  /** What the user wants, once some of it has met another change. */
  const contested = useRef<TaskChanges>(undefined);

  /** @returns whether nothing is left to decide */
  const save = async (changes: TaskChanges, form: FormData): Promise<boolean> => {
    const body = keepChosen(contested.current ?? changes, conflicts, form);
    while (Object.keys(body).length > 0) {
      try {
        const { current } = base;
        const said = t.undo.changed(body.title ?? current.title);
        const scope = scopeOf(body, form);
        const act = { kind: "change", body, scope } as const;
        const ask = async () => {
          const wish = { act, task: current, said };
          const done = await nowOrLater(wish, () => api.changeTask(task.id, body, current.version, scope));
          if (done) taskList.apply(done.answer);
          return done?.answer;
        };
        const changed = await (isShown ? ask() : taskList.during([{ task: current, act }], ask));
        if (!changed) return true;
        if (changed.version > base.current.version)
          doneByUser({ ...revert(base.current, changed), said: t.undo.changed(changed.title) });
        return true;
      } catch (error) {
        if (!isStatus(error, 412)) throw error;
      }
      const theirs = await api.task(task.id);
      taskList.apply(theirs);
      const found = findConflicts(body, base.current, theirs);
      base.current = theirs;
      setConflicts(found);
      if (found.length === 0) continue;
      contested.current = body;
      return false;
    }
    return true;
  };
  return { conflicts, save };
}
