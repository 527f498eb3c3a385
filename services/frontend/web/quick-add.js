import { Problem, request } from "./api.js";
import { find, fromTemplate, slot, textElement } from "./dom.js";
import { checkFields, clearFieldErrors, showFieldErrors } from "./field-errors.js";
import { formatInstant, timeZone } from "./format.js";
import { newKey } from "./idempotency-key.js";
import { taskChips } from "./task-chips.js";

/**
 * @typedef {object} Preview the task that a text describes, as the API answers it
 * @property {{ title: string } & import("./task-chips.js").Terms} task
 * @property {string[]} dates its first due dates
 * @property {string[]} notes
 */

/** Milliseconds without a key stroke after which the API is asked what the text means. */
const previewDelayMs = 250;
/** What the API reads besides English. */
const otherLanguages = ["de"];

/** What the page calls the fields of the API. @type {Partial<Record<string, string>>} */
const fieldNames = { title: "Title", recurrence: "Repeat", reminders: "Remind me", tags: "Tag", dueAt: "Due" };

const form = find(document, "#quick-add", HTMLFormElement);
const input = find(form, "#quick-add-text", HTMLInputElement);
const submit = find(form, "[type=submit]", HTMLButtonElement);
const place = find(document, "#quick-add-preview", HTMLElement);

/** The languages of the user that the API reads, and English, which the page is in. */
const languages = [
  ...otherLanguages.filter((known) => navigator.languages.some((language) => language.split("-")[0] === known)),
  "en",
];

/** Counts the texts: only the answer to the last one is shown. */
let latest = 0;

/**
 * Makes the field show what its text means while the user types, and add the task.
 * @param {(task: import("./task-item.js").Task) => void} onAdded
 */
export function setUpQuickAdd(onAdded) {
  let idempotencyKey = newKey();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** Stops the preview that is on its way. */
  const stop = () => {
    clearTimeout(timer);
    latest += 1;
  };
  form.addEventListener("input", () => {
    stop();
    // The key stands for the text: sending the same again, after a failure, adds one task only.
    idempotencyKey = newKey();
    clearFieldErrors(form);
    if (input.value.trim() === "") place.replaceChildren();
    else timer = setTimeout(showPreview, previewDelayMs);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.ariaBusy === "true" || !checkFields(form)) return;
    submit.ariaBusy = "true";
    stop();
    const sent = input.value;
    try {
      const task = await request("POST", "/api/quick-add", { body: toBody(), idempotencyKey });
      onAdded(task);
      idempotencyKey = newKey();
      // What was typed meanwhile is the next task.
      if (input.value !== sent) return;
      form.reset();
      place.replaceChildren(textElement("p", `Added: ${task.title}`, "hint"));
      input.focus();
    } catch (error) {
      place.replaceChildren();
      showFieldErrors(form, inWords(error));
    } finally {
      submit.ariaBusy = "false";
    }
  });
}

const toBody = () => ({ text: input.value, timeZone, languages });

async function showPreview() {
  latest += 1;
  const asked = latest;
  const shown = await ask();
  if (asked === latest) place.replaceChildren(...shown);
}

/** What to show for the text: the task, or what it still lacks. */
async function ask() {
  try {
    return [toElement(await request("POST", "/api/quick-add", { query: { preview: "true" }, body: toBody() }))];
  } catch (error) {
    // Whether the platform can be reached is said when the task is added.
    const isRefused = error instanceof Problem && error.status === 400;
    return isRefused ? error.errors.map((wrong) => textElement("p", wordsOf(wrong), "hint refused")) : [];
  }
}

/** @param {import("./api.js").FieldError} error */
const wordsOf = ({ field, message }) =>
  `${fieldNames[field.split(".")[0] ?? ""] ?? field}: ${message}.`.replace("..", ".");

/**
 * A refusal that is no longer about fields of the API, which the user has not filled in. One of the title stays at the text.
 * @param {unknown} error
 */
function inWords(error) {
  if (!(error instanceof Problem) || error.errors.every(({ field }) => field === "title")) return error;
  return new Problem(error.status, error.errors.map(wordsOf).join(" "));
}

/** @param {Preview} preview */
function toElement({ task, dates, notes }) {
  const element = fromTemplate("quick-add-template");
  slot(element, "title").textContent = task.title;
  slot(element, "chips").replaceChildren(...taskChips(task, false));
  const next = slot(element, "dates");
  next.hidden = dates.length < 2;
  next.textContent = `Due ${dates.map(formatInstant).join("; ")}`;
  slot(element, "notes").replaceChildren(...notes.map((note) => textElement("li", note)));
  return element;
}
