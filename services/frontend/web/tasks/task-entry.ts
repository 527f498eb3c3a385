import type { Task } from "../shared/types";

/** A task on the list. */
export interface TaskEntry {
  task: Task;
  /** Whether it came without a user action, so that the page points it out. */
  isFresh: boolean;
  /** Whether it was completed or reopened a moment ago: what follows then is meant for it. */
  isSettling: boolean;
}

export interface TaskFilter {
  /** Empty for all. */
  status: string;
  search: string;
}

export function fits({ status, title, description }: Task, filter: TaskFilter): boolean {
  const text = `${title} ${description ?? ""}`.toLowerCase();
  return (filter.status === "" || status === filter.status) && text.includes(filter.search.toLowerCase());
}

/** The entries with one more, newest first as the API gives them. */
export function withEntry(entries: readonly TaskEntry[], entry: TaskEntry): readonly TaskEntry[] {
  const place = placeOf(entries, entry.task.id);
  return entries.toSpliced(place, 0, entry);
}

/** How many entries are newer than a task. */
export function placeOf(entries: readonly TaskEntry[], id: string): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.task.id ?? "") > id) low = middle + 1;
    else high = middle;
  }
  return low;
}
