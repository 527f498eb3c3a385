import { isIn, type Place } from "../places/place";
import type { Priority, Task } from "../shared/types";
import type { Sort } from "./task-order";

/** Which tasks the list has, and in which order. */
export interface TaskFilter {
  /** Empty for all. Views have open tasks alone. */
  status: string;
  /** Empty for all. */
  priority: Priority | "";
  /** The first day on which tasks are due, in the browser's zone, as 2027-03-13. Empty for any. Views have days of their own. */
  dueFrom: string;
  /** The last such day. */
  dueUntil: string;
  search: string;
  place: Place;
  sort: Sort;
}

/** Whether only some days are asked for. */
export const hasDays = ({ dueFrom, dueUntil, place }: TaskFilter): boolean =>
  place.view === undefined && (dueFrom || dueUntil) !== "";

/** The filter as the API takes it; what is empty or null is left out. */
export function toQuery(filter: TaskFilter, timeZone: string) {
  const { status, priority, search, place, sort } = filter;
  const { after, before } = daysOf(filter);
  return {
    status: place.view ? null : status,
    priority: priority || null,
    dueAfter: after?.toISOString() ?? null,
    dueBefore: before?.toISOString() ?? null,
    search,
    view: place.view ?? null,
    timeZone: place.view ? timeZone : null,
    list: place.list ?? null,
    tag: place.tag ?? null,
    sort: sort === "created" ? null : sort,
  };
}

export function fits(task: Task, filter: TaskFilter, now: Date): boolean {
  const { status, priority, search, place } = filter;
  const tags = task.tags.map((tag) => ` #${tag}`).join("");
  const text = `${task.title} ${task.description ?? ""}${tags}`.toLowerCase();
  const hasStatus = place.view !== undefined || status === "" || task.status === status;
  const hasPriority = priority === "" || task.priority === priority;
  const isWanted = hasStatus && hasPriority && isDueIn(task, filter);
  return isWanted && isIn(task, place, now) && text.includes(search.toLowerCase());
}

function isDueIn({ dueAt }: Task, filter: TaskFilter): boolean {
  if (!hasDays(filter)) return true;
  if (dueAt === null) return false;
  const { after, before } = daysOf(filter);
  const due = new Date(dueAt);
  return (!after || due >= after) && (!before || due < before);
}

/** The first instant of the days that are asked for, and the first after them. */
function daysOf(filter: TaskFilter): { after?: Date; before?: Date } {
  if (!hasDays(filter)) return {};
  const { dueFrom, dueUntil } = filter;
  return { ...(dueFrom && { after: midnight(dueFrom, 0) }), ...(dueUntil && { before: midnight(dueUntil, 1) }) };
}

/** Where a day begins, so many days later: a day may have 23 or 25 hours. */
function midnight(day: string, later: number): Date {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + later);
  return date;
}
