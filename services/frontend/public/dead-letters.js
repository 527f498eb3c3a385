import { Problem, request } from "./api.js";
import { find, fromTemplate, slot, textElement } from "./dom.js";
import { clearError, showError } from "./field-errors.js";
import { formatExact } from "./format.js";

/**
 * @typedef {object} DeadLetter
 * @property {string} id
 * @property {string} consumer that gave up
 * @property {string} topic
 * @property {string | null} type
 * @property {string} code
 * @property {string} reason
 * @property {number} retries
 * @property {boolean} replayable
 * @property {"dead" | "replaying" | "replayed"} status
 * @property {string} deadAt
 * @property {unknown} event
 */

const pageSize = 20;
/** Milliseconds after a replay at which to look what became of it; the consumer retries for about 7 seconds. */
const looks = [500, 2_000, 8_000];

const section = find(document, "#operations", HTMLElement);
const list = find(section, "#dead-letters", HTMLElement);
const none = find(section, "#no-dead-letters", HTMLElement);
const more = find(section, "#more-dead-letters", HTMLButtonElement);
/** @type {string | null} */
let nextCursor = null;

/** Shows the newest dead letters to an operator; for everybody else the section stays hidden. */
export const loadDeadLetters = () => loadPage(null);

/** @param {string | null} cursor null for the first page */
async function loadPage(cursor) {
  clearError(section);
  try {
    const page = await request("GET", "/api/dead-letters", { query: { limit: pageSize, cursor } });
    const items = page.items.map(toElement);
    if (cursor === null) list.replaceChildren(...items);
    else list.append(...items);
    nextCursor = page.nextCursor;
    more.hidden = nextCursor === null;
    none.hidden = list.childElementCount > 0;
    section.hidden = false;
  } catch (error) {
    if (error instanceof Problem && error.status === 403) section.hidden = true;
    else showError(section, error);
  }
}

/** @param {DeadLetter} letter */
function toElement({ id, consumer, topic, type, code, reason, retries, replayable, status, deadAt, event }) {
  const item = fromTemplate("dead-letter-template");
  slot(item, "type").textContent = type ?? "Not an event";
  slot(item, "reason").textContent = reason;
  const facts = [consumer, topic, code, `${retries} ${retries === 1 ? "retry" : "retries"}`, status];
  slot(item, "chips").replaceChildren(...facts.map((fact) => textElement("li", fact, "chip")));
  slot(item, "event").textContent = JSON.stringify(event, null, 2);
  const when = slot(item, "when");
  when.textContent = formatExact(deadAt);
  when.setAttribute("datetime", deadAt);
  const replay = find(item, "[data-action=replay]", HTMLButtonElement);
  replay.setAttribute("aria-label", `Replay ${type ?? "this delivery"} for ${consumer}`);
  replay.hidden = !replayable || status !== "dead";
  replay.addEventListener("click", async () => {
    replay.disabled = true;
    try {
      item.replaceWith(toElement(await request("POST", `/api/dead-letters/${id}/replay`)));
      for (const wait of looks) setTimeout(loadDeadLetters, wait);
    } catch (error) {
      replay.disabled = false;
      showError(item, error);
    }
  });
  return item;
}

more.addEventListener("click", () => loadPage(nextCursor));
find(section, "#reload-dead-letters", HTMLButtonElement).addEventListener("click", loadDeadLetters);
