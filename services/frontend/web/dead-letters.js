import { Problem, request } from "./api.js";
import { onGroupsChange } from "./dead-letter-groups.js";
import { find, fromTemplate, slot, textElement } from "./dom.js";
import { offerStory } from "./event-story.js";
import { clearError, showError } from "./field-errors.js";
import { formatExact } from "./format.js";

/**
 * @typedef {object} DeadLetter
 * @property {string} id
 * @property {string} consumer that gave up
 * @property {string} topic
 * @property {string} eventId
 * @property {string | null} type
 * @property {string} code
 * @property {string} reason
 * @property {number} retries
 * @property {boolean} replayable
 * @property {"dead" | "replaying" | "replayed" | "discarded"} status
 * @property {string | null} discardedBy
 * @property {string | null} discardReason
 * @property {string} deadAt
 * @property {unknown} event
 */

const pageSize = 20;
const largestPage = 100;
/** Milliseconds after a replay at which to look what became of it; the consumer retries for about 7 seconds. */
const looksMs = [500, 2_000, 8_000];
/** Milliseconds for which news are gathered before the list is read again: dead letters often come in numbers. */
const gatherMs = 500;

const section = find(document, "#operations", HTMLElement);
const list = find(section, "#dead-letters", HTMLElement);
const none = find(section, "#no-dead-letters", HTMLElement);
const more = find(section, "#more-dead-letters", HTMLButtonElement);
/** @type {string | null} */
let nextCursor = null;
/** What is shown, by id, with what it was made of. @type {Map<string, { element: HTMLElement, state: string }>} */
let shown = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let refreshTimer;

/**
 * Shows the newest dead letters to an operator, as many as were shown; for everybody else the section stays hidden.
 * @param {Promise<unknown>} [after] what to show before, so that the section appears in its place
 */
export async function loadDeadLetters(after) {
  const limit = Math.min(largestPage, Math.max(pageSize, shown.size));
  await loadPage(limit, null, after);
}

/** Shows a dead letter that has just been added. A page that is not looked at asks when it is. */
export function refreshDeadLetters() {
  if (refreshTimer !== undefined) return;
  refreshTimer = setTimeout(() => {
    const refresh = () => {
      refreshTimer = undefined;
      loadDeadLetters();
    };
    if (!document.hidden) refresh();
    else document.addEventListener("visibilitychange", refresh, { once: true });
  }, gatherMs);
}

/**
 * @param {number} limit
 * @param {string | null} cursor null for the first page
 * @param {Promise<unknown>} [after]
 */
async function loadPage(limit, cursor, after) {
  try {
    const page = await request("GET", "/api/dead-letters", { query: { limit, cursor } });
    await after;
    clearError(section);
    show(page.items, cursor !== null);
    nextCursor = page.nextCursor;
    more.hidden = nextCursor === null;
    none.hidden = list.childElementCount > 0;
    section.hidden = false;
  } catch (error) {
    if (error instanceof Problem && error.status === 403) section.hidden = true;
    else showError(section, error);
  }
}

/**
 * Leaves what is shown as it is: somebody may be reading it.
 * @param {DeadLetter[]} letters
 * @param {boolean} below whether they come below those that are shown, or in their place
 */
function show(letters, below) {
  const kept = below ? shown : new Map();
  for (const letter of letters) {
    const state = `${letter.status} ${letter.deadAt}`;
    const known = shown.get(letter.id);
    kept.set(letter.id, known?.state === state ? known : { element: toElement(letter), state });
  }
  shown = kept;
  let place = list.firstElementChild;
  for (const { element } of shown.values()) {
    if (element === place) place = place.nextElementSibling;
    else list.insertBefore(element, place);
  }
  while (place) {
    const left = place;
    place = place.nextElementSibling;
    left.remove();
  }
}

/** @param {DeadLetter} letter */
function toElement(letter) {
  const { id, consumer, topic, eventId, type, code, reason, retries, replayable, status, deadAt, event } = letter;
  const item = fromTemplate("dead-letter-template");
  slot(item, "type").textContent = type ?? "Not an event";
  slot(item, "reason").textContent = reason;
  const facts = [consumer, topic, code, `${retries} ${retries === 1 ? "retry" : "retries"}`, status];
  slot(item, "chips").replaceChildren(...facts.map((fact) => textElement("li", fact, "chip")));
  const whole = slot(item, "event");
  whole.textContent = JSON.stringify(event, null, 2);
  whole.setAttribute("aria-label", `Event of ${consumer}`);
  const when = slot(item, "when");
  when.textContent = formatExact(deadAt);
  when.setAttribute("datetime", deadAt);
  const replay = find(item, "[data-action=replay]", HTMLButtonElement);
  replay.setAttribute("aria-label", `Replay ${type ?? "this delivery"} for ${consumer}`);
  replay.hidden = !replayable || status !== "dead";
  replay.addEventListener("click", async () => {
    replay.disabled = true;
    try {
      show([await request("POST", `/api/dead-letters/${id}/replay`)], true);
      for (const wait of looksMs) setTimeout(loadDeadLetters, wait);
    } catch (error) {
      replay.disabled = false;
      showError(item, error);
    }
  });
  if (replayable) offerStory(slot(item, "story"), eventId);
  offerDiscard(item, letter);
  return item;
}

/**
 * @param {HTMLElement} item
 * @param {DeadLetter} letter
 */
function offerDiscard(item, { id, status, discardedBy, discardReason }) {
  const discarded = slot(item, "discarded");
  discarded.hidden = status !== "discarded";
  discarded.textContent = `Discarded by ${discardedBy}: ${discardReason}`;
  const details = slot(item, "discard");
  details.hidden = status !== "dead";
  const form = find(details, "form", HTMLFormElement);
  form.addEventListener("submit", async (submit) => {
    submit.preventDefault();
    const reason = find(form, "input", HTMLInputElement).value;
    try {
      show([await request("POST", `/api/dead-letters/${id}/discard`, { body: { reason } })], true);
    } catch (error) {
      showError(item, error);
    }
  });
}

onGroupsChange(() => {
  for (const wait of looksMs) setTimeout(loadDeadLetters, wait);
});
more.addEventListener("click", () => loadPage(pageSize, nextCursor));
find(section, "#reload-dead-letters", HTMLButtonElement).addEventListener("click", () => loadDeadLetters());
