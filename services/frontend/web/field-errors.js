import { find, textElement } from "./dom.js";
import { wordsAt } from "./words.js";

/**
 * Says what went wrong in the paragraph that `root` keeps for it.
 * @param {Element} root
 * @param {unknown} error
 */
export function showError(root, error) {
  const place = find(root, ".error[role=alert]", HTMLElement);
  place.textContent = error instanceof Error ? error.message : String(error);
  place.hidden = false;
}

/** @param {Element} root */
export function clearError(root) {
  find(root, ".error[role=alert]", HTMLElement).hidden = true;
}

/**
 * Shows a refusal at the fields that it names, and what names no field of the form below it.
 * @param {HTMLFormElement} form its fields are the elements with `data-field`
 * @param {unknown} error
 */
export function showFieldErrors(form, error) {
  clearFieldErrors(form);
  const errors = error instanceof Error && "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  const left = errors.filter(({ field, message }) => {
    // "reminders.0.minutesBefore" is shown at "reminders".
    const place = form.querySelector(`[data-field="${CSS.escape(field.split(".")[0])}"]`);
    if (place) showAt(place, message);
    return !place;
  });
  if (errors.length === 0) showError(form, error);
  else if (left.length > 0)
    showError(form, new Error(left.map(({ field, message }) => `${field} ${message}`.trim()).join("; ")));
  const first = form.querySelector("[aria-invalid]");
  if (first instanceof HTMLElement) first.focus();
}

/**
 * Looks at what was filled in before it is sent, and says at the fields what is wrong.
 * @param {HTMLFormElement} form
 * @returns whether nothing is
 */
export function checkFields(form) {
  clearFieldErrors(form);
  for (const field of form.querySelectorAll("[data-field]")) {
    const words = wordsAt(controlOf(field));
    if (words) showAt(field, words);
  }
  const first = form.querySelector("[aria-invalid]");
  if (first instanceof HTMLElement) first.focus();
  return first === null;
}

/** @param {HTMLFormElement} form */
export function clearFieldErrors(form) {
  clearError(form);
  for (const message of form.querySelectorAll("[data-field] > .error")) message.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    const { hint } = /** @type {HTMLElement} */ (control).dataset;
    if (hint) control.setAttribute("aria-describedby", hint);
    else control.removeAttribute("aria-describedby");
  }
}

/**
 * @param {Element} field
 * @returns {HTMLInputElement | HTMLSelectElement}
 */
function controlOf(field) {
  const control = field.querySelector("input, select");
  if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) return control;
  throw new Error(`index.html has no control in the field ${field.getAttribute("data-field")}`);
}

/**
 * Several may be wrong at once, as two tags: each is said once.
 * @param {Element} field
 * @param {string} message
 */
function showAt(field, message) {
  const control = controlOf(field);
  const earlier = document.getElementById(`${control.id}-error`);
  if (earlier) {
    if (!earlier.textContent?.includes(message)) earlier.textContent += `; ${message}`;
    return;
  }
  const shown = textElement("p", message, "error");
  shown.id = `${control.id}-error`;
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", [shown.id, control.dataset.hint].filter(Boolean).join(" "));
  field.append(shown);
}
