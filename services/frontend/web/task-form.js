import { request } from "./api.js";
import { find } from "./dom.js";
import { checkFields, clearFieldErrors, showFieldErrors } from "./field-errors.js";
import { timeZone } from "./format.js";
import { newKey } from "./idempotency-key.js";
import { toInstant, toRecurrence, toTags } from "./task-fields.js";

const form = find(document, "#new-task", HTMLFormElement);
const title = find(form, "#title", HTMLInputElement);
const submit = find(form, "[type=submit]", HTMLButtonElement);

/**
 * Makes the form add tasks.
 * @param {(task: import("./task-item.js").Task) => void} onAdded
 */
export function setUpTaskForm(onAdded) {
  find(form, "#time-zone", HTMLElement).textContent = timeZone;
  let idempotencyKey = newKey();
  // The key stands for what is in the form: sending the same again, after a failure, adds one task only.
  form.addEventListener("input", () => {
    idempotencyKey = newKey();
    clearFieldErrors(form);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.ariaBusy === "true" || !checkFields(form)) return;
    submit.ariaBusy = "true";
    try {
      onAdded(await request("POST", "/api/tasks", { body: toBody(new FormData(form)), idempotencyKey }));
      form.reset();
      idempotencyKey = newKey();
      title.focus();
    } catch (error) {
      showFieldErrors(form, error);
    } finally {
      submit.ariaBusy = "false";
    }
  });
}

/**
 * The request that the form stands for; a field that is left empty is left out.
 * @param {FormData} data
 */
function toBody(data) {
  const text = (/** @type {string} */ name) => String(data.get(name));
  return {
    title: text("title"),
    priority: text("priority"),
    tags: toTags(text("tags")),
    ...(text("due") && { dueAt: toInstant(text("due")) }),
    ...(text("repeat") && {
      recurrence: toRecurrence({ rrule: text("repeat"), timeZone }, text("from"), text("catchUp")),
    }),
    ...(text("reminder") && { reminders: [{ minutesBefore: Number(text("reminder")) }] }),
  };
}
