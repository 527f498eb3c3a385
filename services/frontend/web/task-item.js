import { Problem, request } from "./api.js";
import { find, fromTemplate, slot } from "./dom.js";
import { clearError, showError } from "./field-errors.js";
import { formatInstant } from "./format.js";
import { TaskHistory } from "./history.js";
import { toast } from "./notifications.js";
import { chip, taskChips } from "./task-chips.js";
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
 * @property {{ rrule: string, timeZone: string, from?: string, catchUp?: string } | null} recurrence
 * @property {{ seriesStart: string, localTime: string } | null} occurrence
 * @property {string | null} completedAt
 * @property {number} version counts the changes of the task
 */

/** Milliseconds that the audit consumer is given to write down a change before an open history is read again. */
const historyDelayMs = 500;

/**
 * @typedef {object} ItemEvents
 * @property {(task: Task) => void} changed the API has changed the task
 * @property {(id: string) => void} removed
 * @property {(id: string) => void} focus puts the focus on the task as a whole
 * @property {<T>(action: () => Promise<T>) => Promise<T>} still does something while every task stays in its place
 */

/** One task in the list. */
export class TaskItem {
  element = fromTemplate("task-template");
  #check = find(this.element, "[data-action=complete]", HTMLButtonElement);
  #edit = find(this.element, "[data-action=edit]", HTMLButtonElement);
  #skip = find(this.element, "[data-action=skip]", HTMLButtonElement);
  #historyButton = find(this.element, "[data-action=history]", HTMLButtonElement);
  #delete = find(this.element, "[data-action=delete]", HTMLButtonElement);
  #historyList = slot(this.element, "history");
  #history;
  #moreHistory = find(this.element, "[data-action=more-history]", HTMLButtonElement);
  /** Whether the task was completed or reopened a moment ago: what follows then is meant for it. */
  #isSettling = false;

  /**
   * @param {Task} task
   * @param {ItemEvents} on
   */
  constructor(task, on) {
    this.task = task;
    this.#history = new TaskHistory(task.id, this.#historyList, this.#moreHistory);
    this.#check.addEventListener("click", () => {
      if (this.#isSettling) return;
      this.#act(this.#check, () => this.#toggle(on));
    });
    this.#edit.addEventListener("click", async () => {
      const changed = await editTask(this.task);
      if (changed) on.changed(changed);
    });
    this.#skip.addEventListener("click", () => this.#act(this.#skip, () => this.#skipDate(on)));
    this.#historyButton.addEventListener("click", () => this.#act(this.#historyButton, () => this.#toggleHistory()));
    this.#moreHistory.addEventListener("click", () => this.#act(this.#moreHistory, () => this.#history.showMore()));
    this.#delete.addEventListener("click", async () => {
      if (await confirmDelete(this.task)) await this.#act(this.#delete, () => this.#remove(on));
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
    this.#showCheck();
    // The API refuses to change a completed task.
    this.#edit.hidden = done;
    this.#edit.setAttribute("aria-label", `Edit ${task.title}`);
    this.#skip.hidden = done || task.recurrence === null;
    this.#skip.setAttribute("aria-label", `Skip this date of ${task.title}`);
    this.#historyButton.setAttribute("aria-label", `History of ${task.title}`);
    this.#delete.setAttribute("aria-label", `Delete ${task.title}`);
    slot(this.element, "title").textContent = task.title;
    const description = slot(this.element, "description");
    description.textContent = task.description;
    description.hidden = !task.description;
    this.showChips();
    if (hasChanged && !this.#historyList.hidden) {
      setTimeout(() => this.#history.refresh().catch(() => {}), historyDelayMs);
    }
  }

  /** The item may move again, and the circle can be used. */
  settled() {
    this.#isSettling = false;
    this.#showCheck();
  }

  /** Shows due date, rule, reminders, priority and tags; "today" becomes "yesterday" as time goes by. */
  showChips() {
    const { status, dueAt, completedAt } = this.task;
    const overdue = status === "open" && dueAt !== null && Date.parse(dueAt) < Date.now();
    slot(this.element, "chips").replaceChildren(
      ...(completedAt ? [chip("done", `Completed ${formatInstant(completedAt)}`)] : []),
      ...taskChips(this.task, overdue),
    );
  }

  #showCheck() {
    const { status, title } = this.task;
    const done = status === "completed";
    this.#check.setAttribute("aria-disabled", String(this.#isSettling));
    const open = done && !this.#isSettling ? "Reopen" : "Completed";
    this.#check.setAttribute("aria-label", `${done ? open : "Complete"}: ${title}`);
  }

  /**
   * Completes the task, or reopens a completed one.
   * @param {ItemEvents} on
   */
  async #toggle(on) {
    const { id, status, title } = this.task;
    this.#isSettling = true;
    try {
      if (status === "completed") {
        on.changed(await on.still(() => reopen(id)));
        return;
      }
      on.changed(await on.still(() => request("POST", `/api/tasks/${id}/complete`)));
      toast(`Completed: ${title}`, { undo: () => this.#undo(on) });
    } catch (error) {
      this.settled();
      throw error;
    }
  }

  /** @param {ItemEvents} on */
  async #undo(on) {
    const { id } = this.task;
    on.changed(await reopen(id));
    this.settled();
    // On the list it may be another item by now.
    on.focus(id);
  }

  /** @param {ItemEvents} on */
  async #remove(on) {
    const { id } = this.task;
    await this.#asShown(on, "deleted", "DELETE");
    on.removed(id);
  }

  /** @param {ItemEvents} on */
  async #skipDate(on) {
    const task = await this.#asShown(on, "skipped", "POST", "/skip");
    on.changed(task);
    toast(`Skipped: ${task.title}`, { detail: `Next: ${formatInstant(task.dueAt)}` });
  }

  /**
   * Asks the API to do something to the task as it is shown. If somebody has changed it since, shows how it is now.
   * @param {ItemEvents} on
   * @param {string} done as "deleted"
   * @param {"DELETE" | "POST"} method
   */
  async #asShown(on, done, method, action = "") {
    const { id, version } = this.task;
    try {
      return await request(method, `/api/tasks/${id}${action}`, { version });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412) throw error;
      on.changed(await request("GET", `/api/tasks/${id}`));
      throw new Error(`The task was changed elsewhere a moment ago, and is not ${done}. This is how it is now.`);
    }
  }

  async #toggleHistory() {
    const opening = this.#historyList.hidden;
    if (opening) await this.#history.open();
    this.#historyList.hidden = !opening;
    if (!opening) this.#moreHistory.hidden = true;
    this.#historyButton.setAttribute("aria-expanded", String(opening));
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
 * @param {string} id
 * @returns {Promise<Task>}
 */
const reopen = (id) => request("POST", `/api/tasks/${id}/reopen`);

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
