import type { Place } from "../places/place";
import { sortOf } from "../places/sorts";
import type { TaskEntry } from "./task-entry";
import type { TaskFilter } from "./task-filter";

/** What is shown of the list. */
export interface TaskListView {
  entries: readonly TaskEntry[];
  filter: TaskFilter;
  /** Whether nothing was read yet. */
  isFirst: boolean;
  isBusy: boolean;
  hasMore: boolean;
  /** Why the list could not be read. */
  failure: string | undefined;
  /** Of when the list is, if the platform can't be reached: milliseconds since 1970. */
  seenAt?: number | undefined;
}

/** The list before anything was read. */
export const firstView = (place: Place): TaskListView => ({
  entries: [],
  filter: { status: "open", priority: "", dueFrom: "", dueUntil: "", search: "", place, sort: sortOf(place) },
  isFirst: true,
  isBusy: true,
  hasMore: false,
  failure: undefined,
});
