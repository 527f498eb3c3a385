import { Temporal } from "temporal-polyfill";
import { instantOf, localTimeOf } from "./recurrence";

/** Views of the open tasks of an owner. Each open task is in one of them. */
export const views = ["today", "upcoming", "overdue", "noDate"] as const;
export type View = (typeof views)[number];

/** Which tasks a view has. */
export interface ViewFilter {
  status: "open";
  /** ISO 8601, and so is `dueBefore`. */
  dueAfter?: string;
  dueBefore?: string;
  noDate?: boolean;
}

/** The first instants of the owner's day and of the next. */
export function dayOf(now: Date, timeZone: string): { start: string; end: string } {
  const day = Temporal.PlainDate.from(localTimeOf(now, timeZone).slice(0, "yyyy-mm-dd".length));
  const midnight = (date: Temporal.PlainDate) => instantOf(`${date}T00:00:00`, timeZone).toISOString();
  return { start: midnight(day), end: midnight(day.add({ days: 1 })) };
}

/**
 * A view by days in the owner's zone: what is due today is not overdue before midnight, so that views change once a day and
 * with the tasks, and not with every minute.
 */
export function viewOf(view: View, timeZone: string, now: Date): ViewFilter {
  const { start, end } = dayOf(now, timeZone);
  const filters: Record<View, Omit<ViewFilter, "status">> = {
    today: { dueAfter: start, dueBefore: end },
    upcoming: { dueAfter: end },
    overdue: { dueBefore: start },
    noDate: { noDate: true },
  };
  return { status: "open", ...filters[view] };
}
