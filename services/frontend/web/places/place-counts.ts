import type { ViewCounts } from "../shared/types";
import { inbox, type Place, views } from "./place";

/** How many open tasks a place has, and whether there may be more than were counted. */
export function countOf(place: Place, counts: ViewCounts): { open: number; isMore: boolean } {
  const parts = partsOf(place, counts);
  return { open: parts.reduce((sum, part) => sum + part, 0), isMore: parts.some((part) => part >= counts.mostCounted) };
}

/** Each open task is in one view: all of them are all tasks. */
function partsOf({ view, list, tag }: Place, counts: ViewCounts): number[] {
  if (tag) return counts.tags.filter((each) => each.tag === tag).map(({ open }) => open);
  if (view) return [counts[view]];
  if (!list) return views.map((each) => counts[each]);
  return counts.lists.filter(({ listId }) => (listId ?? inbox.list) === list).map(({ open }) => open);
}
