import type { Task } from "../shared/types";
import type { Queue } from "./queue";
import { type Act, addsTask } from "./queued-act";

/**
 * A task as the user has left it, though the platform knows nothing of that yet.
 * @param task as the platform has it
 * @returns undefined once it is deleted
 */
export function overlaid(task: Task, queue: Queue): Task | undefined {
  let shown: Task | undefined = task;
  for (const { act, task: before, madeAt, refusal } of queue) {
    if (before.id !== task.id || refusal) continue;
    shown = act.kind === "restore" ? task : shown && after(shown, act, madeAt);
  }
  return shown;
}

/** The tasks that wait to be added, as they are shown. */
export const addedIn = (queue: Queue): Task[] =>
  queue.filter((each) => addsTask(each) && !each.refusal).map(({ task }) => task);

function after(task: Task, act: Act, madeAt: number): Task | undefined {
  switch (act.kind) {
    case "complete":
      return { ...task, status: "completed", completedAt: new Date(madeAt).toISOString() };
    case "reopen":
      return { ...task, status: "open", completedAt: null };
    case "delete":
      return undefined;
    case "move":
      return { ...task, position: act.position };
    case "change": {
      const { checklist, ...fields } = act.body;
      const items = checklist?.map((item, place) => ({ ...item, id: item.id ?? `new ${place}` }));
      return { ...task, ...withDue(fields), ...(items && { checklist: items }) };
    }
    default:
      return task;
  }
}

/** A whole day is due at its end, here by the clock of this browser, and an instant is no whole day. */
const withDue = <Fields extends Partial<Pick<Task, "dueAt" | "dueOn">>>(fields: Fields) => {
  if (fields.dueOn) return { ...fields, dueAt: new Date(`${fields.dueOn.date}T23:59:59`).toISOString() };
  return fields.dueAt === undefined ? fields : { ...fields, dueOn: undefined };
};

/**
 * A new task as it is shown until the platform has it.
 * @param fields as far as they are known
 */
export const newTask = (id: string, fields: Pick<Task, "title"> & Partial<Task>): Task => ({
  description: null,
  priority: "medium",
  tags: [],
  status: "open",
  dueAt: null,
  reminders: [],
  recurrence: null,
  occurrence: null,
  completedAt: null,
  ...withDue(fields),
  id,
  version: 0,
});

/**
 * An id for a task that the platform has not seen. As its own ids it rises with time, so that the newest task comes first.
 * @param nowMs milliseconds since 1970
 * @param random 20 hexadecimal digits
 */
export function idAt(nowMs: number, random: string): string {
  const hex = `${nowMs.toString(16).padStart(12, "0")}7${random.slice(0, 3)}8${random.slice(3, 18)}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
