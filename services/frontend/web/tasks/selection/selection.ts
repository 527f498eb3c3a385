import { Store } from "../../shared/store";
import { toggled, withRange } from "./selected-ids";

export interface Selection {
  /** Whether the user selects tasks: rows have a box then, and no acts of their own. */
  isOn: boolean;
  ids: ReadonlySet<string>;
  /** The task that was selected last: a range begins there. */
  anchor: string | undefined;
  /** Why the last act was refused for a task, which stays selected. */
  refusals: ReadonlyMap<string, string>;
}

const none: Selection = { isOn: false, ids: new Set(), anchor: undefined, refusals: new Map() };

/** The tasks that the user has selected; those that have left the list since are no part of it. */
export const selection = new Store(none);

export const startSelection = (): void => selection.set({ ...none, isOn: true });
export const endSelection = (): void => selection.set(none);

/** Selects a task, or takes it out of the selection. */
export function toggleSelected(id: string): void {
  const { ids, refusals } = selection.get();
  selection.set({ isOn: true, ids: toggled(ids, id), anchor: id, refusals });
}

/**
 * Selects the tasks from the one that was selected last to this one.
 * @param shown all tasks, in the order of the list
 */
export function selectTo(id: string, shown: readonly string[]): void {
  const { ids, anchor = id, refusals } = selection.get();
  selection.set({ isOn: true, ids: withRange(ids, shown, anchor, id), anchor, refusals });
}

/** Selects exactly these. */
export const select = (ids: readonly string[], refusals: ReadonlyMap<string, string> = new Map()): void =>
  selection.set({ isOn: true, ids: new Set(ids), anchor: undefined, refusals });
