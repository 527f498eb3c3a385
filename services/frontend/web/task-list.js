import { request } from "./api.js";
import { find } from "./dom.js";
import { showError } from "./field-errors.js";
import { Stillness } from "./stillness.js";
import { TaskItem } from "./task-item.js";

/** @typedef {import("./task-item.js").Task} Task */

/** Tasks of a page, and the most that the API gives at once. */
const pageSize = 20;
const largestPage = 100;

const list = find(document, "#tasks", HTMLElement);
const heading = find(document, "#tasks-title", HTMLElement);
const none = find(document, "#no-tasks", HTMLElement);
const more = find(document, "#more-tasks", HTMLButtonElement);
const failure = find(document, "#list-error", HTMLElement);
const retry = find(failure, "button", HTMLButtonElement);

/** The tasks that fit the filter, newest first as the API gives them, kept up to date by live updates. */
export class TaskList {
  /** @type {Map<string, TaskItem>} */
  #items = new Map();
  /** Tasks that are gone; an update that was overtaken by the removal must not bring one back. @type {Set<string>} */
  #removed = new Set();
  /** Tasks that are not on the list yet, because it is kept still. @type {Map<string, Task>} */
  #awaiting = new Map();
  /** What changed while a page was on its way: the page may be older. @type {Task[]} */
  #arrived = [];
  /** @type {string | null} */
  #nextCursor = null;
  /** Counts the loads; only the last one may show its result. */
  #load = 0;
  #filter = { status: "open", search: "" };
  #stillness = new Stillness(list);

  /** @param {{ retry(): Promise<unknown> }} on called when the user wants a load that failed to be tried again */
  constructor(on) {
    retry.addEventListener("click", async () => {
      retry.ariaBusy = "true";
      await on.retry();
      retry.ariaBusy = "false";
    });
    more.addEventListener("click", () => this.#loadPage(pageSize, this.#nextCursor).catch(() => {}));
  }

  /** @param {{ status: string, search: string }} filter an empty status means all */
  setFilter(filter) {
    this.#stillness.end();
    this.#filter = filter;
    return this.#loadPage(pageSize, null);
  }

  /**
   * Reads the list again, as long as it was.
   * @throws {import("./api.js").Problem} after showing it
   */
  reload() {
    return this.#loadPage(Math.min(largestPage, Math.max(pageSize, this.#items.size)), null);
  }

  /**
   * Takes a task as it is now, unless a later version of it is known.
   * @param {Task} task
   */
  apply(task) {
    this.#arrived.push(task);
    this.#put(task, true);
  }

  /** @param {string} id */
  remove(id) {
    this.#removed.add(id);
    this.#stillness.run(() => this.#drop(id));
  }

  /** Writes dates that are relative to today again. */
  refreshTimes() {
    for (const item of this.#items.values()) item.showChips();
  }

  /**
   * @param {number} limit
   * @param {string | null} cursor null for the first page
   */
  async #loadPage(limit, cursor) {
    this.#load += 1;
    const load = this.#load;
    this.#arrived = [];
    list.ariaBusy = "true";
    try {
      const page = await request("GET", "/api/tasks", { query: { ...this.#filter, limit, cursor } });
      if (load !== this.#load) return;
      for (const placeholder of list.querySelectorAll(".skeleton")) placeholder.remove();
      if (cursor === null) this.#keepOnly(new Set(page.items.map((/** @type {Task} */ { id }) => id)));
      this.#nextCursor = page.nextCursor;
      for (const task of page.items) this.#put(task, false);
      for (const task of this.#arrived) this.#put(task, true);
      more.hidden = this.#nextCursor === null;
      failure.hidden = true;
      this.#showWhetherEmpty();
    } catch (error) {
      if (load !== this.#load) return;
      for (const placeholder of list.querySelectorAll(".skeleton")) placeholder.remove();
      showError(failure, error);
      failure.hidden = false;
      throw error;
    } finally {
      if (load === this.#load) list.ariaBusy = "false";
    }
  }

  /**
   * @param {Task} task
   * @param {boolean} isLive whether it came without a user action, so that the page points it out
   */
  #put(task, isLive) {
    if (this.#removed.has(task.id)) return;
    const known = this.#items.get(task.id);
    if (known && known.task.version > task.version) return;
    if (!known) {
      const awaited = this.#awaiting.get(task.id);
      if (awaited && awaited.version > task.version) return;
      this.#awaiting.set(task.id, task);
      this.#stillness.run(() => this.#insert(task.id, isLive));
      return;
    }
    known.update(task);
    if (!this.#fits(task)) this.#stillness.run(() => this.#dropUnfit(task.id));
  }

  /**
   * @param {string} id
   * @param {boolean} isLive
   */
  #insert(id, isLive) {
    const task = this.#awaiting.get(id);
    this.#awaiting.delete(id);
    if (!task || this.#removed.has(id) || !this.#fits(task)) return;
    const newer = [...this.#items.keys()].filter((id) => id > task.id).length;
    const next = list.children[newer] ?? null;
    // Further down than what was read so far: it comes with its page.
    if (next === null && this.#nextCursor !== null && isLive) return;
    const item = new TaskItem(task, {
      changed: (changed) => this.apply(changed),
      removed: (id) => this.remove(id),
      still: (action) => this.#keepStill(task.id, action),
      focus: (id) => this.#items.get(id)?.element.focus(),
    });
    item.element.classList.toggle("fresh", isLive);
    this.#items.set(task.id, item);
    list.insertBefore(item.element, next);
    this.#showWhetherEmpty();
  }

  /**
   * @template T
   * @param {string} id
   * @param {() => Promise<T>} action
   */
  async #keepStill(id, action) {
    const result = await this.#stillness.during(action);
    this.#stillness.run(() => this.#items.get(id)?.settled());
    return result;
  }

  /** @param {Task} task */
  #fits({ status, title, description }) {
    const { status: wanted, search } = this.#filter;
    const text = `${title} ${description ?? ""}`.toLowerCase();
    return (wanted === "" || status === wanted) && text.includes(search.toLowerCase());
  }

  /** @param {Set<string>} ids */
  #keepOnly(ids) {
    for (const id of [...this.#items.keys()]) if (!ids.has(id)) this.#stillness.run(() => this.#drop(id));
  }

  /** Takes a task off the list unless it fits again. @param {string} id */
  #dropUnfit(id) {
    const item = this.#items.get(id);
    if (item && !this.#fits(item.task)) this.#drop(id);
  }

  /**
   * Takes a task off the list. A focus that was on it goes to its neighbour as a whole, and to no button: a key that is
   * pressed again must not act on another task.
   * @param {string} id
   */
  #drop(id) {
    const item = this.#items.get(id);
    if (!item) return;
    const { element } = item;
    const hadFocus = element.contains(document.activeElement);
    const neighbour = element.nextElementSibling ?? element.previousElementSibling;
    this.#items.delete(id);
    element.remove();
    if (hadFocus) (neighbour instanceof HTMLElement ? neighbour : heading).focus();
    this.#showWhetherEmpty();
  }

  #showWhetherEmpty() {
    const { status, search } = this.#filter;
    none.hidden = this.#items.size > 0 || this.#nextCursor !== null;
    if (search) none.textContent = `No task matches “${search}”.`;
    else none.textContent = status === "completed" ? "No completed tasks yet." : "No open tasks. Add a task above.";
  }
}
