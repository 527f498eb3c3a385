import type { Undoing } from "./undoing";

/** A task or a list before and after an act, by its versions. */
export interface Step {
  id: string;
  from: number;
  to: number;
}

/** A task or a list as it is once an act was undone. */
export interface Undone {
  id: string;
  version: number;
  /** The id that it had, if it had to be made again. */
  was?: string;
}

/** What the user did on this page. */
export interface OwnAct {
  /** As "Completed: Water the plants". */
  said: string;
  detail?: string;
  steps: readonly Step[];
  /** Whether no message tells of it: it is seen where it was done. */
  isQuiet?: boolean;
  /** Acts with the same name that follow each other are one to the user, and undone together, as moves of a task. */
  goesOn?: string;
  /** What takes it back. */
  undo: Undoing;
}
