import type { Task } from "../shared/types";
import type { TaskFilter } from "./task-filter";

/** Remembers tasks, and what the user did to them, for a time without the platform. */
export interface TaskKeeper {
  /** A task with what the user did to it that the platform does not know of yet; undefined once it is deleted. */
  overlay(task: Task): Task | undefined;
  /** New tasks that the platform does not know of yet. */
  added(): Task[];
  /** The platform has told of a task. */
  heard(task: Task): void;
  /**
   * The platform has told of tasks that fit a filter.
   * @param isFirst whether they are the first ones
   * @param isLast whether they are the last ones
   */
  heardPage(tasks: readonly Task[], filter: TaskFilter, isFirst: boolean, isLast: boolean): void;
  gone(id: string): void;
  /** What the platform told last, and when, in milliseconds since 1970; undefined if it has told nothing yet. */
  seen(): { tasks: readonly Task[]; at: number | undefined };
}

/** Until one is there. */
export const noKeeper: TaskKeeper = {
  overlay: (task) => task,
  added: () => [],
  heard: () => {},
  heardPage: () => {},
  gone: () => {},
  seen: () => ({ tasks: [], at: undefined }),
};
