import type { Task } from "../shared/types";

/** A task on the list. */
export interface TaskEntry {
  task: Task;
  /** Whether it came without a user action, so that the page points it out. */
  isFresh: boolean;
  /** Whether it was completed or reopened a moment ago: what follows then is meant for it. */
  isSettling: boolean;
}

type Compare = (one: Task, other: Task) => number;

/** How many entries come before a task. */
export function placeOf(entries: readonly TaskEntry[], task: Task, compare: Compare): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = entries[middle]?.task;
    if (there && compare(there, task) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The entries with one more, in its place. */
export const withEntry = (entries: readonly TaskEntry[], entry: TaskEntry, compare: Compare): readonly TaskEntry[] =>
  entries.toSpliced(placeOf(entries, entry.task, compare), 0, entry);
