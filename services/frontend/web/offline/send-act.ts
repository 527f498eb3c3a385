import { t } from "../messages/language";
import { api } from "../shared/api";
import { isStatus } from "../shared/problem";
import type { Task } from "../shared/types";
import { findConflicts } from "../tasks/edit/conflict";
import type { Act, QueuedAct, Refusal } from "./queued-act";

/** Milliseconds for which the platform certainly knows an `Idempotency-Key`; it keeps one for a day. */
const knownForMs = 20 * 3_600_000;

/** The platform refuses an act because of what somebody else did. */
export class Contested extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.words);
  }
}

/**
 * Has the platform do an act. One that may have arrived already is done once.
 * @returns the task as it is then; undefined once it is deleted
 * @throws {Problem}
 * @throws {Contested}
 */
export async function sendAct({ act, key, task, madeAt, triedAt }: QueuedAct): Promise<Task | undefined> {
  const { id, version } = task;
  switch (act.kind) {
    case "add":
      return once(triedAt, () => api.addTask(act.body, key));
    case "quickAdd":
      return once(triedAt, () => api.quickAdd({ ...act.body, saidAt: new Date(madeAt).toISOString() }, key));
    case "complete":
      return api.completeTask(id);
    case "reopen":
      return api.reopenTask(id);
    case "restore":
      return api.restoreTask(id);
    case "move":
      return api.moveTask(id, act);
    case "delete":
      return remove(id, version);
    case "change":
      return change(task, act);
  }
}

/** @throws {Contested} for one that may have been added so long ago that the platform would add another */
async function once(triedAt: number | undefined, ask: () => Promise<Task>): Promise<Task> {
  if (triedAt !== undefined && Date.now() - triedAt > knownForMs) throw new Contested({ words: t.offline.mayBeThere });
  return ask();
}

async function remove(id: string, version: number): Promise<undefined> {
  try {
    await api.deleteTask(id, version);
  } catch (error) {
    if (isStatus(error, 412)) throw new Contested({ words: t.offline.notDeleted, theirs: await api.task(id) });
    // That is what was wanted.
    if (!isStatus(error, 404)) throw error;
  }
}

/** Changes the task although somebody else has changed it, unless that was the same field. */
async function change(base: Task, { body, scope }: Extract<Act, { kind: "change" }>): Promise<Task> {
  for (let { version } = base; ; ) {
    try {
      return await api.changeTask(base.id, body, version, scope);
    } catch (error) {
      if (!isStatus(error, 412)) throw error;
    }
    const theirs = await api.task(base.id);
    if (findConflicts(body, base, theirs).length > 0) throw new Contested({ words: t.edit.conflict, theirs });
    version = theirs.version;
  }
}
