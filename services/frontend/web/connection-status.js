import { find } from "./dom.js";

const indicator = find(document, "#connection", HTMLElement);

/**
 * Says in the header whether updates arrive on their own.
 * @param {"connecting" | "live" | "offline"} state
 * @param {string} text
 */
export function showConnection(state, text) {
  indicator.dataset.state = state;
  // A screen reader says it again for each change of the text.
  if (indicator.textContent !== text) indicator.textContent = text;
}
