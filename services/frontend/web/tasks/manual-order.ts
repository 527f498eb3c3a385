import { useSyncExternalStore } from "react";
import { t } from "../messages/language";
import { nowOrLater } from "../offline/later";
import type { Act } from "../offline/queued-act";
import { announce } from "../shared/announcer";
import { api } from "../shared/api";
import { messageOf } from "../shared/problem";
import { toast } from "../shared/toasts";
import type { Task } from "../shared/types";
import { doneByUser } from "../undo/own-acts";
import { elementOf } from "./focus";
import { taskList } from "./task-list-state";
import { positionOf } from "./task-order";
import { moveAnswered, wantPosition } from "./wanted-positions";

type Move = Act & { kind: "move" };
export type Direction = "up" | "down";
/** Of the task beside which another is put: before is above it. */
export type Side = "before" | "after";
type Beside = Pick<Move, "side" | "besideId">;

const isManual = (): boolean => taskList.view.get().filter.sort === "manual";

/** Whether the user may move tasks: the list is in the user's own order. */
export const useIsManual = (): boolean => useSyncExternalStore(taskList.view.subscribe, isManual);

/** The moves are sent one after the other: each is beside a task that may have been moved before it. */
let sent: Promise<unknown> = Promise.resolve();

/** Moves a task one place up or down. */
export async function moveTask(task: Task, direction: Direction): Promise<void> {
  if (!isManual() || task.status !== "open") return;
  const beside = await neighbourOf(task.id, direction);
  if (!beside) return announce(t.sort.end[direction](task.title));
  await placeTask(task, beside, direction === "up" ? "before" : "after");
}

/** Puts a task beside another. It is shown there at once, and where it was if the API refuses. */
export async function placeTask(task: Task, beside: Task, side: Side): Promise<void> {
  taskList.stillness.end();
  const others = taskList.view.get().entries.filter((entry) => entry.task.id !== task.id);
  const index = others.findIndex((entry) => entry.task.id === beside.id);
  // Above what is below it there, until the API says which position that is.
  const below = others[side === "before" ? index : index + 1]?.task;
  const position = below ? `${positionOf(below)}80` : "";
  const from = placeOf(task.id);
  wantPosition(task.id, position);
  taskList.show({ ...task, position });
  const { entries, hasMore } = taskList.view.get();
  const place = entries.findIndex((entry) => entry.task.id === task.id) + 1;
  announce(t.sort.moved(place, hasMore ? undefined : entries.length));
  setTimeout(() => elementOf(task.id)?.scrollIntoView({ block: "nearest" }), 0);
  sent = sent.then(() => send(task, { kind: "move", side, besideId: beside.id, position }, from));
  await sent;
}

async function send(task: Task, act: Move, from: Beside | undefined): Promise<void> {
  const { id, title } = task;
  try {
    const moved = await nowOrLater({ act, task }, () => api.moveTask(id, act)).finally(() => moveAnswered(id));
    if (!moved) return;
    taskList.apply(moved.answer);
    const { version } = moved.answer;
    if (version === task.version || !from) return;
    doneByUser({
      said: t.sort.movedTask(title),
      steps: [{ id, from: version - 1, to: version }],
      isQuiet: true,
      goesOn: `move ${id}`,
      undo: { by: "move", id, ...from },
    });
  } catch (error) {
    taskList.show(task);
    toast(t.sort.notMoved(task.title), { detail: messageOf(error) });
  }
}

/** Beside which task another is. */
function placeOf(id: string): Beside | undefined {
  const { entries } = taskList.view.get();
  const index = entries.findIndex(({ task }) => task.id === id);
  const [above, below] = [entries[index - 1]?.task, entries[index + 1]?.task];
  if (above) return { side: "after", besideId: above.id };
  return below && { side: "before", besideId: below.id };
}

async function neighbourOf(id: string, direction: Direction): Promise<Task | undefined> {
  const find = () => {
    const { entries } = taskList.view.get();
    const index = entries.findIndex(({ task }) => task.id === id);
    return entries[index + (direction === "up" ? -1 : 1)]?.task;
  };
  if (direction === "down" && !find() && taskList.view.get().hasMore) await taskList.loadMore();
  return find();
}
