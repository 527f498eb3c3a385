import type { Notification } from "../notifications/notification-list";
import type { QueuedAct } from "../offline/queued-act";
import type { BulkAct, ListFields, Task } from "../shared/types";

/** What takes acts back, by name. */
interface Undoings {
  /** Gives the task the fields that it had at a version. */
  revert: { id: string; toVersion: number };
  delete: { id: string };
  restore: { id: string };
  complete: { id: string };
  reopen: { id: string };
  move: { id: string; side: "before" | "after"; besideId: string };
  tick: { id: string; item: string; done: boolean };
  /** Snoozes the task until then, or not at all; the notification that was put off is back. */
  snooze: { id: string; until: string | undefined; notification?: Notification };
  /** Acts on several tasks, each on some of them. */
  bulk: { parts: readonly (readonly [BulkAct, readonly Task[]])[] };
  /** Takes the act out of the queue. */
  unqueue: { act: QueuedAct };
  deleteList: { id: string };
  changeList: { id: string; fields: ListFields };
  /** Makes the list again, with the tasks that were in it: the steps are of the list, then of them. */
  addList: { fields: ListFields & { name: string }; key: string };
}

/** What takes an act back. It is data, not a function: it outlives a reload of the page. */
export type Undoing = { [Name in keyof Undoings]: { by: Name } & Undoings[Name] }[keyof Undoings];
