import { endSelection } from "./selection";

/** Ends the selection. A focus that was on its bar goes to the button that begins one, or to the title of the list. */
export function leaveSelection(): void {
  const isInBar = document.querySelector("#selection")?.contains(document.activeElement);
  endSelection();
  if (!isInBar) return;
  const button = document.querySelector<HTMLElement>("#select-tasks");
  (button?.checkVisibility() ? button : document.querySelector<HTMLElement>("#tasks-title"))?.focus();
}
