import { request } from "./api.js";
import { find, fromTemplate, slot, textElement } from "./dom.js";
import { clearError, showError } from "./field-errors.js";

/**
 * @typedef {object} Group dead letters of one consumer and type that failed alike
 * @property {string} consumer
 * @property {string | null} type
 * @property {string} code
 * @property {string} error the reason without ids and numbers
 * @property {number} count
 */

const section = find(document, "#dead-letter-groups", HTMLDetailsElement);
const filter = find(section, "form", HTMLFormElement);
const list = slot(section, "groups");

/** Told when dead letters were replayed or discarded. */
let changed = () => {};

/** @param {() => void} onChange */
export function onGroupsChange(onChange) {
  changed = onChange;
}

async function load() {
  try {
    const text = find(filter, "input", HTMLInputElement).value;
    const { groups, complete } = await request("GET", "/api/dead-letters/groups", { query: { text } });
    clearError(section);
    list.replaceChildren(...groups.map(toElement));
    slot(section, "more").hidden = complete;
    slot(section, "none").hidden = groups.length > 0;
  } catch (error) {
    showError(section, error);
  }
}

/** @param {Group} group */
function toElement({ consumer, type, code, error, count }) {
  const item = fromTemplate("dead-letter-group-template");
  const name = type ?? "Not an event";
  slot(item, "type").textContent = name;
  slot(item, "reason").textContent = error;
  slot(item, "chips").replaceChildren(
    ...[String(count), consumer, code].map((fact) => textElement("li", fact, "chip")),
  );
  const conditions = { consumer, code, error, ...(type !== null && { type }) };
  const replay = find(item, "[data-action=replay]", HTMLButtonElement);
  replay.textContent = `Replay ${count}`;
  replay.setAttribute("aria-label", `Replay ${count} of ${name} for ${consumer}`);
  replay.hidden = type === null;
  replay.addEventListener("click", () => act(item, "replay", { filter: conditions }));
  const form = find(item, "form", HTMLFormElement);
  form.addEventListener("submit", (submit) => {
    submit.preventDefault();
    act(item, "discard", { filter: conditions, reason: find(form, "input", HTMLInputElement).value });
  });
  return item;
}

/**
 * Sends batch after batch and says how far it is; what was done stays done when the page is left.
 * @param {HTMLElement} item
 * @param {"replay" | "discard"} verb
 * @param {object} body
 */
async function act(item, verb, body) {
  const progress = slot(item, "progress");
  const buttons = [...item.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  try {
    let done = 0;
    let left = 0;
    let cursor = null;
    do {
      const batch = await request("POST", `/api/dead-letters/batch/${verb}`, {
        body: { ...body, ...(cursor && { cursor }) },
      });
      for (const { outcome } of batch.outcomes) {
        if (outcome === "replaying" || outcome === "discarded") done += 1;
        else left += 1;
      }
      progress.textContent = `${verb === "replay" ? "Replayed" : "Discarded"}: ${done}${left > 0 ? `, not: ${left}` : ""}`;
      cursor = batch.nextCursor;
    } while (cursor !== null);
    changed();
  } catch (error) {
    for (const button of buttons) button.disabled = false;
    showError(item, error);
  }
}

section.addEventListener("toggle", () => {
  if (section.open) load();
});
filter.addEventListener("submit", (submit) => {
  submit.preventDefault();
  load();
});
