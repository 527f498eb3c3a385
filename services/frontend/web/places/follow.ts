import type { MouseEvent } from "react";
import { goTo } from "./current-place";
import type { Place } from "./place";

/**
 * Follows a link to a place without loading the page again, unless the browser is to open it elsewhere.
 * @returns whether it did
 */
export function follow(event: MouseEvent, place: Place): boolean {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return false;
  event.preventDefault();
  goTo(place);
  return true;
}
