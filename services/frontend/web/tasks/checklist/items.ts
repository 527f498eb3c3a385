import type { ChecklistItem, GivenItem } from "../../shared/types";

/** An item while it is edited. */
export interface EditedItem extends GivenItem {
  /** Of the row: a new item has no id yet. */
  key: string;
}

/** The items of a task, to be edited. */
export const toEdited = (items: readonly ChecklistItem[]): EditedItem[] =>
  items.map((item) => ({ ...item, key: item.id }));

/** What the API is sent: an item without text is left out. */
export const toGiven = (items: readonly EditedItem[]): GivenItem[] =>
  items
    .filter(({ text }) => text.trim() !== "")
    .map(({ id, text, done }) => ({ ...(id !== undefined && { id }), text: text.trim(), done }));

/** The items with one moved by so many places; it stays at an end of the list. */
export function moved(items: readonly EditedItem[], key: string, by: number): EditedItem[] {
  const from = items.findIndex((item) => item.key === key);
  const item = items[from];
  if (!item) return [...items];
  const to = Math.max(0, Math.min(items.length - 1, from + by));
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** The items with one more below another, or at the end. */
export function withItemBelow(items: readonly EditedItem[], key: string | undefined, item: EditedItem): EditedItem[] {
  const at = items.findIndex((each) => each.key === key);
  return items.toSpliced(at < 0 ? items.length : at + 1, 0, item);
}

/** The item that takes the focus of one that is removed: that above, or else that below. */
export function neighbourOf(items: readonly EditedItem[], key: string): EditedItem | undefined {
  const at = items.findIndex((item) => item.key === key);
  return at > 0 ? items[at - 1] : items[at + 1];
}

/** How many items are done. */
export const doneOf = (items: readonly ChecklistItem[]): number => items.filter(({ done }) => done).length;
