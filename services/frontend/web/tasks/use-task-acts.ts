import { useRef, useState } from "react";
import { t } from "../messages/language";
import { nowOrLater } from "../offline/later";
import type { Wish } from "../offline/queued-act";
import { api } from "../shared/api";
import { formatDue } from "../shared/format";
import { isStatus, messageOf } from "../shared/problem";
import { toast } from "../shared/toasts";
import type { Task } from "../shared/types";
import { doneByUser } from "../undo/own-acts";
import { focusLater } from "./focus";
import { taskList } from "./task-list-state";
import { revert } from "./undo";

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
    /** For acts that may be under way side by side. */
    also: async (work: () => Promise<void>) => {
      setRefusal(undefined);
      await work().catch((error) => setRefusal(messageOf(error)));
    },
    toggle: () => {
      if (!isSettling) act("toggle", () => (task.status === "open" ? complete(task) : reopen(task)));
    },
    skip: () =>
      act("skip", async () => {
        const skipped = await asShown(task, () => api.skipDate(task.id, task.version), t.task.notSkipped);
        taskList.apply(skipped);
        const detail = skipped.dueAt ? t.task.next(formatDue(skipped, skipped.dueAt)) : "";
        doneByUser({ ...revert(task, skipped), said: t.task.skipped(skipped.title), detail });
      }),
    remove: () =>
      act("delete", async () => {
        const said = t.task.deleted(task.title);
        const wish = { act: { kind: "delete" }, task, said } as const;
        const ask = async () => {
          const done = await nowOrLater(wish, () => api.deleteTask(task.id, task.version));
          if (done) taskList.remove(task.id, task.version);
          return done;
        };
        try {
          const done = await taskList.during([wish], () => asShown(task, ask, t.task.notDeleted));
          if (!done) return;
        } catch (error) {
          // The task left the list: what it would say of it is gone.
          toast(t.task.stillThere(task.title), { detail: messageOf(error) });
          focusLater(task.id);
          return;
        }
        doneByUser({
          said,
          steps: [{ id: task.id, from: task.version, to: task.version }],
          undo: { by: "restore", id: task.id },
        });
      }),
  };
}

async function complete(task: Task): Promise<void> {
  const { id, title, version } = task;
  const said = t.task.completed(title);
  const wish: Wish = { act: { kind: "complete" }, task, said };
  const done = await taskList.toggle(task, async () => (await nowOrLater(wish, () => api.completeTask(id)))?.answer);
  if (!done) return;
  doneByUser({
    said,
    steps: [{ id, from: version, to: done.version }],
    undo: { by: "reopen", id },
  });
}

async function reopen(task: Task): Promise<void> {
  const { id, title, version } = task;
  const said = t.undo.reopened(title);
  const wish: Wish = { act: { kind: "reopen" }, task, said };
  const done = await taskList.toggle(task, async () => (await nowOrLater(wish, () => api.reopenTask(id)))?.answer);
  if (!done) return;
  doneByUser({
    said,
    steps: [{ id, from: version, to: done.version }],
    isQuiet: true,
    undo: { by: "complete", id },
  });
}

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
