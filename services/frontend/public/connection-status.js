import { find } from "./dom.js";

const indicator = find(document, "#connection", HTMLElement);

/**
 * Says in the header whether updates arrive by themselves.
 * @param {"connecting" | "live" | "offline"} state
 * @param {string} text
 */
export function showConnection(state, text) {
  indicator.dataset.state = state;
  indicator.textContent = text;
}
