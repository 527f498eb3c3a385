import type { ChecklistItem } from "../contracts/task";

/** An item as an owner gives it; without an id it is new. */
export type GivenItem = Omit<ChecklistItem, "id"> & { id?: string };

/** Items with an id for each. */
export const withIds = (items: readonly GivenItem[], newId: () => string): ChecklistItem[] =>
  items.map(({ id = newId(), text, done }) => ({ id, text, done }));

/** Changes one item; undefined when there is none with this id. */
export function changeItem(
  items: readonly ChecklistItem[],
  id: string,
  change: Partial<Omit<ChecklistItem, "id">>,
): ChecklistItem[] | undefined {
  if (!items.some((item) => item.id === id)) return undefined;
  return items.map((item) => (item.id === id ? { ...item, ...change } : item));
}

/** The items of the next occurrence: the same, with none done. */
export const untick = (items: readonly ChecklistItem[], newId: () => string): ChecklistItem[] =>
  items.map(({ text }) => ({ id: newId(), text, done: false }));
