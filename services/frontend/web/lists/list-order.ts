import type { List } from "../shared/types";

/**
 * The order of a list that comes after another, or first.
 * @param others the other lists, in their order
 * @param after id of a list; empty: first
 */
export function orderAfter(others: readonly List[], after: string): number {
  const index = others.findIndex(({ id }) => id === after);
  const [before, next] = [others[index]?.order, others[index + 1]?.order];
  if (before === undefined) return next === undefined ? 0 : next - 1;
  return next === undefined ? before + 1 : (before + next) / 2;
}

/** The id of the list that comes before another; empty for the first. */
export function predecessorOf(lists: readonly List[], id: string | undefined): string {
  const index = id === undefined ? lists.length : lists.findIndex((list) => list.id === id);
  return lists[index - 1]?.id ?? "";
}
