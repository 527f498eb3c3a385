import { useSyncExternalStore } from "react";
import { selection } from "./selection";

/** Whether tasks are being selected, whether this one is, and why an act on it was refused. */
export function useSelected(id: string): { isSelecting: boolean; isSelected: boolean; refusal: string | undefined } {
  // Each a plain value: a row is only rendered again when something of its own changes.
  const isSelecting = useSyncExternalStore(selection.subscribe, () => selection.get().isOn);
  const isSelected = useSyncExternalStore(selection.subscribe, () => selection.get().ids.has(id));
  const refusal = useSyncExternalStore(selection.subscribe, () => selection.get().refusals.get(id));
  return { isSelecting, isSelected, refusal };
}
