import { isIn, type Place } from "../places/place";
import type { Priority, Task } from "../shared/types";
import type { Sort } from "./task-order";

/** Which tasks the list has, and in which order. */
export interface TaskFilter {
  /** Empty for all. Views have open tasks alone. */
  status: string;
  /** Empty for all. */
  priority: Priority | "";
  search: string;
  place: Place;
  sort: Sort;
}

/** The filter as the API takes it; what is empty or null is left out. */
export const toQuery = ({ status, priority, search, place, sort }: TaskFilter, timeZone: string) => ({
  status: place.view ? null : status,
  priority: priority || null,
  search,
  view: place.view ?? null,
  timeZone: place.view ? timeZone : null,
  list: place.list ?? null,
  tag: place.tag ?? null,
  sort: sort === "created" ? null : sort,
});

export function fits(task: Task, { status, priority, search, place }: TaskFilter, now: Date): boolean {
  const tags = task.tags.map((tag) => ` #${tag}`).join("");
  const text = `${task.title} ${task.description ?? ""}${tags}`.toLowerCase();
  const hasStatus = place.view !== undefined || status === "" || task.status === status;
  const hasPriority = priority === "" || task.priority === priority;
  return hasStatus && hasPriority && isIn(task, place, now) && text.includes(search.toLowerCase());
}
