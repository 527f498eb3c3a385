import { useState } from "react";
import type { Page } from "../../shared/types";
import { useLoaded } from "../use-loaded";

/**
 * A list of what can be revoked, and what became of it last.
 * @param read always the same function
 * @param titleId of the heading that takes the focus when the button that had it is gone
 */
export function useRevocable<Item extends { id: string }>(read: () => Promise<Page<Item>>, titleId: string) {
  const { value: page, setValue, failure, load } = useLoaded(read);
  const [outcome, setOutcome] = useState("");
  const items = page?.items;
  const set = (changed: Item[]) => setValue({ items: changed, nextCursor: null });
  return {
    items,
    failure,
    load,
    outcome,
    add: (item: Item, said: string) => {
      set([item, ...(items ?? [])]);
      setOutcome(said);
    },
    replace: (item: Item) => set((items ?? []).map((each) => (each.id === item.id ? item : each))),
    revoke: async (item: Item, act: (id: string) => Promise<unknown>, said: string) => {
      await act(item.id);
      set((items ?? []).filter(({ id }) => id !== item.id));
      setOutcome(said);
      document.getElementById(titleId)?.focus();
    },
  };
}
