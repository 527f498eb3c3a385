import { useRef, useState } from "react";
import { t } from "../messages/language";
import { api } from "../shared/api";
import { formatInstant } from "../shared/format";
import { isStatus, messageOf } from "../shared/problem";
import { toast } from "../shared/toasts";
import type { Task } from "../shared/types";
import { focusTask } from "./focus";
import { taskList } from "./task-list-state";

type Act = "toggle" | "skip" | "delete" | "history" | "more";

/** What a user does to a task, one act at a time, and why the last one was refused. */
export function useTaskActs(task: Task, isSettling: boolean) {
  const [busy, setBusy] = useState<Act>();
  const [refusal, setRefusal] = useState<string>();
  // A second click may come before the first is rendered.
  const running = useRef(new Set<Act>());

  const act = async (name: Act, work: () => Promise<void>) => {
    if (running.current.has(name)) return;
    running.current.add(name);
    setBusy(name);
    setRefusal(undefined);
    try {
      await work();
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      running.current.delete(name);
      setBusy(undefined);
    }
  };

  return {
    busy,
    refusal,
    act,
    toggle: () => {
      if (!isSettling) act("toggle", () => toggle(task));
    },
    skip: () =>
      act("skip", async () => {
        const skipped = await asShown(task, () => api.skipDate(task.id, task.version), t.task.notSkipped);
        taskList.apply(skipped);
        const detail = skipped.dueAt ? t.task.next(formatInstant(skipped.dueAt)) : "";
        toast(t.task.skipped(skipped.title), { detail });
      }),
    remove: () =>
      act("delete", async () => {
        await asShown(task, () => api.deleteTask(task.id, task.version), t.task.notDeleted);
        taskList.remove(task.id);
        toast(t.task.deleted(task.title), {
          undo: async () => {
            taskList.apply(await api.restoreTask(task.id));
            focusLater(task.id);
          },
        });
      }),
  };
}

/** Completes the task, or reopens a completed one. */
async function toggle(task: Task): Promise<void> {
  const { id, title } = task;
  if (task.status === "completed") return taskList.toggle(task, () => api.reopenTask(id));
  await taskList.toggle(task, () => api.completeTask(id));
  toast(t.task.completed(title), {
    undo: async () => {
      taskList.apply(await api.reopenTask(id));
      taskList.settle(id);
      focusLater(id);
    },
  });
}

/** On the list it may be another item by now, or come only when that is drawn again. */
const focusLater = (id: string) => setTimeout(() => focusTask(id), 0);

/** Asks the API to do something to the task as it is shown. If somebody has changed it since, shows how it is now. */
async function asShown<Result>({ id }: Task, ask: () => Promise<Result>, words: string): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (!isStatus(error, 412)) throw error;
    taskList.apply(await api.task(id));
    throw new Error(words);
  }
}
