import { useLayoutEffect, useRef, useState } from "react";
import { newKey } from "../../shared/idempotency-key";
import type { ChecklistItem } from "../../shared/types";
import { type EditedItem, moved, neighbourOf, toEdited, withItemBelow } from "./items";

/** Items that one task may have. */
export const mostItems = 100;

/** What of an item's row can have the focus. */
export type Control = "text" | "up" | "down";

/** The items of a checklist while they are edited, and which control has the focus after a change. */
export function useItems(given: readonly ChecklistItem[]) {
  const [items, setItems] = useState(() => toEdited(given));
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  /** A row that is moved or removed loses the focus. */
  const wish = useRef<{ key: string; control: Control } | "add">(undefined);
  useLayoutEffect(() => {
    const wanted = wish.current;
    wish.current = undefined;
    if (wanted === "add") add.current?.focus();
    else if (wanted) controlOf(list.current, wanted.key, wanted.control)?.focus();
  });
  const focus = (key: string | undefined, control: Control = "text") => {
    wish.current = key === undefined ? "add" : { key, control };
  };
  const change = (key: string, part: Partial<EditedItem>) =>
    setItems(items.map((item) => (item.key === key ? { ...item, ...part } : item)));
  return {
    items,
    list,
    add,
    change,
    /** Adds an empty item below one, or at the end, unless the one there is still empty. */
    addBelow: (key?: string) => {
      const above = key === undefined ? items.at(-1) : items.find((item) => item.key === key);
      if (above?.text.trim() === "" || items.length >= mostItems) {
        if (above) controlOf(list.current, above.key, "text")?.focus();
        return;
      }
      const item = { key: newKey(), text: "", done: false };
      focus(item.key);
      setItems(withItemBelow(items, key, item));
    },
    remove: (key: string) => {
      focus(neighbourOf(items, key)?.key);
      setItems(items.filter((item) => item.key !== key));
    },
    /** @returns its place then, from 1; undefined where it stays */
    move: (key: string, by: number, control: Control): number | undefined => {
      const next = moved(items, key, by);
      const place = next.findIndex((item) => item.key === key);
      if (items[place]?.key === key) return undefined;
      focus(key, control);
      setItems(next);
      return place + 1;
    },
    /** Puts the focus on the item above or below. */
    step: (key: string, by: number) => {
      const next = items[items.findIndex((item) => item.key === key) + by];
      if (next) controlOf(list.current, next.key, "text")?.focus();
    },
  };
}

const controlOf = (list: HTMLElement | null, key: string, control: Control) =>
  list?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] [data-control=${control}]`);
