import { find, fromTemplate, slot } from "./dom.js";

/** Milliseconds that a toast stays; what matters stays in the list of notifications as well. */
const toastMs = 8_000;
/** Milliseconds that a toast with a button stays. */
const undoMs = 12_000;
/** Notifications that the list keeps. */
const mostKept = 50;

const toasts = find(document, "#toasts", HTMLElement);
const list = find(document, "#notifications", HTMLElement);
const none = find(document, "#no-notifications", HTMLElement);
const clear = find(document, "#clear-notifications", HTMLButtonElement);
/** Ids of what was shown: the transport may deliver an update twice. */
const shown = new Set();

/**
 * @typedef {object} Notification
 * @property {string} id of the notification, or of the update that it tells of
 * @property {string} taskId
 * @property {"reminder" | "occurrence"} kind
 * @property {string} what as "Reminder"
 * @property {string} title of the task
 * @property {string} detail
 */

/**
 * Shows a notification once: as a toast, and in the list.
 * @param {Notification} notification
 */
export function notify(notification) {
  const { what, title, detail, kind } = notification;
  if (addToList(notification)) toast(`${what}: ${title}`, { detail, kind });
}

/**
 * Takes the news of an occurrence back: the occurrence is gone.
 * @param {string} taskId
 */
export function forgetOccurrence(taskId) {
  for (const item of document.querySelectorAll(`[data-kind=occurrence][data-task-id="${CSS.escape(taskId)}"]`)) {
    item.remove();
  }
  showWhetherEmpty();
}

/**
 * Puts what was told while the page was closed, or not connected, into the list.
 * @param {Notification[]} notifications newest first
 */
export function showEarlier(notifications) {
  for (const notification of notifications.toReversed()) addToList(notification);
}

/**
 * @param {Notification} notification
 * @returns whether it was not shown before
 */
function addToList({ id, taskId, kind, what, title, detail }) {
  if (shown.has(id)) return false;
  shown.add(id);
  const item = fromTemplate("notification-template");
  item.dataset.kind = kind;
  item.dataset.taskId = taskId;
  slot(item, "what").textContent = what;
  slot(item, "title").textContent = title;
  slot(item, "detail").textContent = detail;
  list.prepend(item);
  if (list.childElementCount > mostKept) list.lastElementChild?.remove();
  showWhetherEmpty();
  return true;
}

/**
 * Shows a message for a moment. It stays while the pointer or the focus is on it.
 * @param {string} title
 * @param {{ detail?: string, kind?: string, undo?: () => Promise<void> }} [more] with `undo` it has a button for that
 */
export function toast(title, { detail = "", kind = "", undo } = {}) {
  const item = fromTemplate("toast-template");
  item.dataset.kind = kind;
  slot(item, "title").textContent = title;
  const small = slot(item, "detail");
  small.textContent = detail;
  small.hidden = detail === "";
  const button = find(item, "[data-action=undo]", HTMLButtonElement);
  button.hidden = undo === undefined;
  button.addEventListener("click", async () => {
    if (!undo || button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    try {
      await undo();
      item.remove();
    } catch (error) {
      small.textContent = error instanceof Error ? error.message : String(error);
      small.hidden = false;
      button.ariaBusy = "false";
    }
  });
  find(item, "[data-action=dismiss]", HTMLButtonElement).addEventListener("click", () => item.remove());
  toasts.append(item);

  const stayMs = undo ? undoMs : toastMs;
  const leave = () => {
    if (item.matches(":hover, :focus-within")) setTimeout(leave, stayMs);
    else item.remove();
  };
  setTimeout(leave, stayMs);
}

function showWhetherEmpty() {
  const empty = list.childElementCount === 0;
  none.hidden = !empty;
  clear.hidden = empty;
}

clear.addEventListener("click", () => {
  list.replaceChildren();
  showWhetherEmpty();
});
