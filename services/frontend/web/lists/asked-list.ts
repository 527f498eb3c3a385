import { Store } from "../shared/store";
import type { List } from "../shared/types";

/** What the user is asked in a dialog: what a new list is, what to change of one, or whether to delete it. */
export type AskedList = { act: "add" } | { act: "edit" | "delete"; list: List };

export const askedList = new Store<AskedList | undefined>(undefined);
