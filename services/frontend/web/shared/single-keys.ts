import { Store } from "./store";

const mark = "freehold.singleKeys";

/**
 * Whether shortcuts of one key are on in this browser. Who speaks to a computer must be able to turn them off
 * (https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts).
 */
export const singleKeys = new Store(localStorage.getItem(mark) !== "off");

/** Turns them on or off, here and in pages that are opened later. */
export function setSingleKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(mark);
  else localStorage.setItem(mark, "off");
  singleKeys.set(isOn);
}
