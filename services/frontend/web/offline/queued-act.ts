import type { NewTask, QuickAddText, Scope, Task, TaskChanges } from "../shared/types";

/** What a user does to a task that can wait for the platform. */
export type Act =
  | { kind: "add"; body: NewTask }
  | { kind: "quickAdd"; body: QuickAddText }
  | { kind: "change"; body: TaskChanges; scope?: Scope | null }
  | { kind: "move"; side: "before" | "after"; besideId: string; position: string }
  | { kind: "complete" | "reopen" | "delete" | "restore" };

/** Why the platform refused an act: the user decides. */
export interface Refusal {
  words: string;
  /** The task as somebody else has left it. */
  theirs?: Task;
}

/** An act that the platform has not confirmed. */
export interface QueuedAct {
  /** The `Idempotency-Key`. */
  key: string;
  act: Act;
  /** The task as the user saw it before. A new one is as the page shows it meanwhile: its id is of this browser, its version 0. */
  task: Task;
  /** Milliseconds since 1970. */
  madeAt: number;
  /** When it was sent first, in milliseconds since 1970: it may have arrived although no answer did. */
  triedAt?: number;
  refusal?: Refusal;
}

/** A new task, as far as its fields are known. */
export type NewFields = Pick<Task, "title"> & Partial<Omit<Task, "id">>;

/** An act that can wait. */
export interface Wish {
  act: Act;
  /** The task before the act. */
  task: Task | NewFields;
  /** What was done, as "Completed: Water the plants", if it can be undone. */
  said?: string;
  /** The `Idempotency-Key`. */
  key?: string;
  /** Milliseconds since 1970. Default: now. */
  madeAt?: number;
  /** Whose it is, as `person()` says: somebody else may use the page before there is an answer. Default: who uses it now. */
  who?: string;
}

export const addsTask = ({ act }: QueuedAct): boolean => act.kind === "add" || act.kind === "quickAdd";
