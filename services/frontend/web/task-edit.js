import { Problem, request, unauthorized } from "./api.js";
import { find, fromTemplate } from "./dom.js";
import { checkFields, clearFieldErrors, showFieldErrors } from "./field-errors.js";
import { findConflicts, readChoices, showConflicts } from "./task-conflict.js";
import { toInstant, toPicked, toRecurrence, toTags } from "./task-fields.js";

/** @typedef {import("./task-item.js").Task} Task */

/**
 * Asks in a dialog what to change of a task, and changes it.
 * @param {Task} task
 * @returns {Promise<Task | undefined>} the task as the API has it then; undefined when nothing was changed
 */
export function editTask(task) {
  document.body.append(fromTemplate("edit-template"));
  const dialog = find(document, "#edit-task", HTMLDialogElement);
  const form = find(dialog, "form", HTMLFormElement);
  const save = find(form, "[type=submit]", HTMLButtonElement);
  fill(form, task);
  const shown = new FormData(form);
  /** @type {Task | undefined} */
  let changed;

  const close = () => dialog.close();
  find(form, "[data-action=cancel]", HTMLButtonElement).addEventListener("click", close);
  // Before the form for signing in takes the focus, which it can't get below a dialog.
  document.addEventListener(unauthorized, close, { capture: true });
  form.addEventListener("input", () => clearFieldErrors(form));
  /** The task as the user has seen it. */
  let base = task;
  /** What the user wants, once some of it has met another change. @type {import("./task-conflict.js").Changes | undefined} */
  let contested;
  /** @type {import("./task-conflict.js").Conflict[]} */
  let conflicts = [];
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (save.ariaBusy === "true" || !checkFields(form)) return;
    const body = readChoices(form, contested ?? toChanges(task, shown, new FormData(form)), conflicts);
    save.ariaBusy = "true";
    try {
      for (;;) {
        if (Object.keys(body).length === 0) return close();
        try {
          changed = await request("PATCH", `/api/tasks/${task.id}`, { body, version: base.version });
          return close();
        } catch (error) {
          if (!(error instanceof Problem) || error.status !== 412) throw error;
        }
        /** @type {Task} */
        const theirs = await request("GET", `/api/tasks/${task.id}`);
        changed = theirs;
        conflicts = findConflicts(body, base, theirs);
        base = theirs;
        if (conflicts.length === 0) continue;
        contested = body;
        return showConflicts(form, conflicts);
      }
    } catch (error) {
      showFieldErrors(form, error);
    } finally {
      save.ariaBusy = "false";
    }
  });
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      document.removeEventListener(unauthorized, close, { capture: true });
      dialog.remove();
      resolve(changed);
    });
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {Task} task
 */
function fill(form, { title, dueAt, recurrence, priority, tags }) {
  find(form, "[name=title]", HTMLInputElement).value = title;
  find(form, "[name=due]", HTMLInputElement).value = dueAt ? toPicked(dueAt) : "";
  find(form, "[name=from]", HTMLSelectElement).value = recurrence?.from ?? "schedule";
  find(form, "[name=catchUp]", HTMLSelectElement).value = recurrence?.catchUp ?? "all";
  for (const field of form.querySelectorAll(".repeat-choice")) field.toggleAttribute("hidden", recurrence === null);
  find(form, "[name=priority]", HTMLSelectElement).value = priority;
  find(form, "[name=tags]", HTMLInputElement).value = tags.join(", ");
}

/**
 * Only what the user changed: the rest may have been changed elsewhere meanwhile, and a due date may have seconds,
 * which the field does not show.
 * @param {Task} task as it was at first
 * @param {FormData} shown what the form showed at first
 * @param {FormData} now
 */
function toChanges({ recurrence }, shown, now) {
  const text = (/** @type {string} */ name) => String(now.get(name));
  const isChanged = (/** @type {string} */ name) => text(name) !== shown.get(name);
  return {
    ...(isChanged("title") && { title: text("title") }),
    // Without a due date there is nothing that a reminder could count back from.
    ...(isChanged("due") && (text("due") ? { dueAt: toInstant(text("due")) } : { dueAt: null, reminders: [] })),
    ...(recurrence &&
      (isChanged("from") || isChanged("catchUp")) && {
        recurrence: toRecurrence(recurrence, text("from"), text("catchUp")),
      }),
    ...(isChanged("priority") && { priority: text("priority") }),
    ...(isChanged("tags") && { tags: toTags(text("tags")) }),
  };
}
