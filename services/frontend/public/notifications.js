import { find, fromTemplate, slot, textElement } from "./dom.js";

/** Milliseconds that a toast stays; what matters stays in the list of notifications as well. */
const toastTime = 8_000;
/** Notifications that the list keeps. */
const mostKept = 50;

const toasts = find(document, "#toasts", HTMLElement);
const list = find(document, "#notifications", HTMLElement);
const none = find(document, "#no-notifications", HTMLElement);
const clear = find(document, "#clear-notifications", HTMLButtonElement);
/** Ids of what was shown: the bus may deliver an update twice. */
const shown = new Set();

/**
 * @typedef {object} Notification
 * @property {string} id of the notification, or of the update that it tells of
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
  if (addToList(notification)) toast(`${what}: ${title}`, detail, kind);
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
function addToList({ id, kind, what, title, detail }) {
  if (shown.has(id)) return false;
  shown.add(id);
  const item = fromTemplate("notification-template");
  item.dataset.kind = kind;
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
 * @param {string} [detail]
 * @param {string} [kind]
 */
function toast(title, detail = "", kind = "") {
  const shownToast = document.createElement("div");
  shownToast.className = "toast";
  shownToast.dataset.kind = kind;
  const close = textElement("button", "×", "quiet");
  close.type = "button";
  close.setAttribute("aria-label", "Dismiss");
  close.addEventListener("click", () => shownToast.remove());
  const text = document.createElement("div");
  text.append(textElement("p", title, "title"));
  if (detail) text.append(textElement("p", detail, "hint"));
  shownToast.append(text, close);
  toasts.append(shownToast);

  const leave = () => {
    if (shownToast.matches(":hover, :focus-within")) setTimeout(leave, toastTime);
    else shownToast.remove();
  };
  setTimeout(leave, toastTime);
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
