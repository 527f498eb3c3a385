import type { Task } from "../shared/types";

/** Views of the open tasks, as the API names them. Each open task is in one. */
export const views = ["today", "upcoming", "overdue", "noDate"] as const;
export type View = (typeof views)[number];

/** Which tasks are looked at: those of a view, of a list or with a tag; none of them: all. Its fields are parameters of the page and of the API. */
export interface Place {
  view?: View;
  /** An id, or `default`. */
  list?: string;
  tag?: string;
}

/** The list of the tasks that are in no other. */
export const inbox: Place = { list: "default" };

const isView = (name: string): name is View => views.some((view) => view === name);
const listPattern = /^(default|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** @param search the query of an address, as `?view=today`; what is no place is all */
export function parsePlace(search: string): Place {
  const query = new URLSearchParams(search);
  const [view, list, tag] = [query.get("view") ?? "", query.get("list") ?? "", query.get("tag") ?? ""];
  if (isView(view)) return { view };
  if (listPattern.test(list)) return { list };
  return tag ? { tag } : {};
}

/** The address of a place on the page. */
export function hrefOf({ view, list, tag }: Place): string {
  if (view) return `/?view=${view}`;
  if (list) return `/?list=${list}`;
  return tag ? `/?tag=${encodeURIComponent(tag)}` : "/";
}

export const isSame = (one: Place, other: Place): boolean => hrefOf(one) === hrefOf(other);

/** What the API calls the list of a task that is added here; undefined: the default list. */
export const listIdOf = ({ list }: Place): string | undefined => (list === inbox.list ? undefined : list);

/** Whether a task is in a place; the status aside, but that a view has open tasks alone. As services/domain/views.ts has it. */
export function isIn({ status, dueAt, listId, tags }: Task, { view, list, tag }: Place, now: Date): boolean {
  if (tag) return tags.includes(tag);
  if (list) return (listId ?? inbox.list) === list;
  if (!view) return true;
  return status === "open" && view === viewOf(dueAt, now);
}

/** Days are those of the browser's zone: what is due today is overdue from midnight on. */
function viewOf(dueAt: string | null, now: Date): View {
  if (dueAt === null) return "noDate";
  const due = Date.parse(dueAt);
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  if (due < new Date(year, month, day).getTime()) return "overdue";
  return due < new Date(year, month, day + 1).getTime() ? "today" : "upcoming";
}
