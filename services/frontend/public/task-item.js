import { request } from "./api.js";
import { find, fromTemplate, slot, textElement } from "./dom.js";
import { clearError, showError } from "./field-errors.js";
import { capitalise, formatInstant, formatMinutesBefore, formatRecurrence } from "./format.js";
import { showHistory } from "./history.js";
import { editTask } from "./task-edit.js";

/**
 * @typedef {object} Task a task as the API and the updates carry it
 * @property {string} id UUIDv7: newer tasks have greater ids
 * @property {string} title
 * @property {string | null} description
 * @property {"low" | "medium" | "high"} priority
 * @property {string[]} tags
 * @property {"open" | "completed"} status
 * @property {string | null} dueAt
 * @property {{ minutesBefore: number }[]} reminders
 * @property {{ rrule: string, timeZone: string } | null} recurrence
 * @property {{ seriesStart: string, localTime: string } | null} occurrence
 * @property {string | null} completedAt
 * @property {number} version counts the changes of the task
 */

/** Milliseconds that the audit consumer is given to write down a change before an open history is read again. */
const historyDelay = 500;

/** One task in the list. */
export class TaskItem {
  element = fromTemplate("task-template");
  #complete = find(this.element, "[data-action=complete]", HTMLButtonElement);
  #edit = find(this.element, "[data-action=edit]", HTMLButtonElement);
  #historyButton = find(this.element, "[data-action=history]", HTMLButtonElement);
  #delete = find(this.element, "[data-action=delete]", HTMLButtonElement);
  #history = slot(this.element, "history");

  /**
   * @param {Task} task
   * @param {{ changed(task: Task): void, removed(id: string): void }} on called once the API has done what was asked
   */
  constructor(task, on) {
    this.task = task;
    this.#complete.addEventListener("click", () =>
      this.#act(this.#complete, async () => on.changed(await request("POST", `/api/tasks/${this.task.id}/complete`))),
    );
    this.#edit.addEventListener("click", async () => {
      const changed = await editTask(this.task);
      if (changed) on.changed(changed);
    });
    this.#historyButton.addEventListener("click", () => this.#act(this.#historyButton, () => this.#toggleHistory()));
    this.#delete.addEventListener("click", async () => {
      if (!(await confirmDelete(this.task))) return;
      await this.#act(this.#delete, async () => {
        await request("DELETE", `/api/tasks/${this.task.id}`);
        on.removed(this.task.id);
      });
    });
    this.update(task);
  }

  /**
   * Shows the task as it is now; the focus stays where it is.
   * @param {Task} task
   */
  update(task) {
    const hasChanged = task.version !== this.task.version;
    this.task = task;
    const done = task.status === "completed";
    this.element.dataset.status = task.status;
    this.#complete.disabled = done;
    this.#complete.setAttribute("aria-label", done ? `Completed: ${task.title}` : `Complete: ${task.title}`);
    // The API refuses to change a completed task.
    this.#edit.hidden = done;
    this.#edit.setAttribute("aria-label", `Edit ${task.title}`);
    this.#historyButton.setAttribute("aria-label", `History of ${task.title}`);
    this.#delete.setAttribute("aria-label", `Delete ${task.title}`);
    slot(this.element, "title").textContent = task.title;
    const description = slot(this.element, "description");
    description.textContent = task.description;
    description.hidden = !task.description;
    this.showChips();
    if (hasChanged && !this.#history.hidden) setTimeout(() => this.#loadHistory().catch(() => {}), historyDelay);
  }

  /** Shows due date, rule, reminders, priority and tags; "today" becomes "yesterday" as time goes by. */
  showChips() {
    const { status, dueAt, completedAt, recurrence, reminders, priority, tags } = this.task;
    const overdue = status === "open" && dueAt !== null && Date.parse(dueAt) < Date.now();
    slot(this.element, "chips").replaceChildren(
      ...(completedAt ? [chip("done", `Completed ${formatInstant(completedAt)}`)] : []),
      ...(dueAt
        ? [chip(overdue ? "overdue" : "due", capitalise(`${overdue ? "overdue: " : ""}${formatInstant(dueAt)}`))]
        : []),
      ...(recurrence ? [chip("repeat", formatRecurrence(recurrence))] : []),
      ...reminders.map(({ minutesBefore }) => chip("reminder", formatMinutesBefore(minutesBefore))),
      ...(priority === "medium" ? [] : [chip(`priority-${priority}`, `${capitalise(priority)} priority`)]),
      ...tags.map((tag) => chip("tag", tag)),
    );
  }

  async #toggleHistory() {
    const opening = this.#history.hidden;
    if (opening) await this.#loadHistory();
    this.#history.hidden = !opening;
    this.#historyButton.setAttribute("aria-expanded", String(opening));
  }

  #loadHistory() {
    return showHistory(this.#history, this.task.id);
  }

  /**
   * Does what a button asks for, once at a time, and says so if it fails.
   * @param {HTMLButtonElement} button
   * @param {() => Promise<void>} work
   */
  async #act(button, work) {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    clearError(this.element);
    try {
      await work();
    } catch (error) {
      showError(this.element, error);
    } finally {
      button.ariaBusy = "false";
    }
  }
}

/**
 * @param {string} kind
 * @param {string} text
 */
const chip = (kind, text) => textElement("li", text, `chip ${kind}`);

const dialog = find(document, "#confirm-delete", HTMLDialogElement);

/**
 * @param {Task} task
 * @returns {Promise<boolean>}
 */
function confirmDelete({ title }) {
  slot(dialog, "title").textContent = title;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "delete"), { once: true });
  });
}
