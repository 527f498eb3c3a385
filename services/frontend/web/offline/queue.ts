import type { Task } from "../shared/types";
import { type Act, addsTask, type QueuedAct, type Refusal } from "./queued-act";

/** Acts in the order in which the user did them. Each function returns another queue. */
export type Queue = readonly QueuedAct[];

/** With one more. Deleting a task that was never sent takes it out. */
export function withAct(queue: Queue, added: QueuedAct): Queue {
  const own = queue.find((each) => addsTask(each) && each.task.id === added.task.id);
  if (added.act.kind === "delete" && own && own.triedAt === undefined) return withoutAct(queue, own.key);
  return [...queue, added];
}

/** Without one that the user takes back. With a new task goes what was done to it. */
export function withoutAct(queue: Queue, key: string): Queue {
  const gone = queue.find((each) => each.key === key);
  if (!gone) return queue;
  const id = addsTask(gone) ? gone.task.id : undefined;
  return queue.filter((each) => each !== gone && (id === undefined || !idsOf(each).includes(id)));
}

/** The next to send. What depends on a refused act waits for the user. */
export function nextOf(queue: Queue): QueuedAct | undefined {
  const held = new Set<string>();
  return queue.find((each) => {
    const isHeld = each.refusal !== undefined || idsOf(each).some((id) => held.has(id));
    if (isHeld) held.add(each.task.id);
    return !isHeld;
  });
}

/** @param at milliseconds since 1970 */
export const withTry = (queue: Queue, key: string, at: number): Queue =>
  changed(queue, key, (each) => ({ ...each, triedAt: each.triedAt ?? at }));

/**
 * After the platform has done one. Later acts on the task are about its new version, and about the id that the platform gave it.
 * @param task as it is now; undefined once it is deleted
 */
export function withAnswer(queue: Queue, key: string, task: Task | undefined): Queue {
  const done = queue.find((each) => each.key === key);
  const left = queue.filter((each) => each !== done);
  if (!done || !task) return left;
  const { id } = done.task;
  const renamed = (act: Act): Act => (act.kind === "move" && act.besideId === id ? { ...act, besideId: task.id } : act);
  return left.map((each) => {
    const isOfTask = each.task.id === id;
    return {
      ...each,
      act: renamed(each.act),
      task: isOfTask ? { ...each.task, id: task.id, version: task.version } : each.task,
    };
  });
}

export const withRefusal = (queue: Queue, key: string, refusal: Refusal): Queue =>
  changed(queue, key, (each) => ({ ...each, refusal }));

/** The user insists: it is sent again, about the task as it is now. Under another key, since the first stands for a refusal. */
export const withAnotherTry = (queue: Queue, key: string, newKey: string): Queue =>
  changed(queue, key, ({ refusal, triedAt: _, ...each }) => ({
    ...each,
    key: newKey,
    task: { ...each.task, version: refusal?.theirs?.version ?? each.task.version },
  }));

/** What takes an act back that may have been done already; undefined if nothing does. */
export function oppositeOf({ act, task }: QueuedAct): Act | undefined {
  switch (act.kind) {
    case "add":
    case "quickAdd":
      return { kind: "delete" };
    case "change":
      return {
        kind: "change",
        body: Object.fromEntries(Object.keys(act.body).map((name) => fieldOf(task, name))),
        scope: act.scope,
      };
    case "move":
      return undefined;
    default:
      return { kind: opposites[act.kind] };
  }
}

const opposites = { complete: "reopen", reopen: "complete", delete: "restore", restore: "delete" } as const;

/** As a change takes it: the API tells more of a reminder than it takes, and takes a day or an instant. */
function fieldOf(task: Task, name: string): [name: string, value: unknown] {
  if (name === "reminders") return [name, task.reminders.map(({ minutesBefore }) => ({ minutesBefore }))];
  if (name === "dueAt" || name === "dueOn") return task.dueOn ? ["dueOn", task.dueOn] : ["dueAt", task.dueAt];
  return [name, Object.entries(task).find(([each]) => each === name)?.[1] ?? null];
}

/** The tasks that an act is about. */
const idsOf = ({ act, task }: QueuedAct): string[] => (act.kind === "move" ? [task.id, act.besideId] : [task.id]);

const changed = (queue: Queue, key: string, change: (each: QueuedAct) => QueuedAct): Queue =>
  queue.map((each) => (each.key === key ? change(each) : each));
