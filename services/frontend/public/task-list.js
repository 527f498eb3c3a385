import { request } from "./api.js";
import { find } from "./dom.js";
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

/** The tasks that fit the filter, newest first as the API gives them, kept up to date by live updates. */
export class TaskList {
  /** @type {Map<string, TaskItem>} */
  #items = new Map();
  /** Tasks that are gone; an update that was overtaken by the removal must not bring one back. @type {Set<string>} */
  #removed = new Set();
  /** What changed while a page was on its way: the page may be older. @type {Task[]} */
  #arrived = [];
  /** @type {string | null} */
  #nextCursor = null;
  /** Counts the loads; only the last one may show its result. */
  #load = 0;
  #filter = { status: "open", search: "" };

  constructor() {
    more.addEventListener("click", () => this.#loadPage(pageSize, this.#nextCursor).catch(() => {}));
  }

  /** @param {{ status: string, search: string }} filter an empty status means all */
  setFilter(filter) {
    this.#filter = filter;
    return this.#loadPage(pageSize, null);
  }

  /**
   * Reads the list anew, as long as it was.
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
    this.#showWhetherEmpty();
  }

  /** @param {string} id */
  remove(id) {
    this.#removed.add(id);
    this.#drop(id);
    this.#showWhetherEmpty();
  }

  /** Writes dates anew that are relative to today. */
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
      if (cursor === null) this.#keepOnly(new Set(page.items.map((/** @type {Task} */ { id }) => id)));
      this.#nextCursor = page.nextCursor;
      for (const task of page.items) this.#put(task, false);
      for (const task of this.#arrived) this.#put(task, true);
      more.hidden = this.#nextCursor === null;
      failure.hidden = true;
      this.#showWhetherEmpty();
    } catch (error) {
      if (load !== this.#load) return;
      failure.textContent = error instanceof Error ? error.message : String(error);
      failure.hidden = false;
      throw error;
    } finally {
      if (load === this.#load) list.ariaBusy = "false";
    }
  }

  /**
   * @param {Task} task
   * @param {boolean} isLive whether it came by itself, so that its appearing is to be pointed out
   */
  #put(task, isLive) {
    if (this.#removed.has(task.id)) return;
    const known = this.#items.get(task.id);
    if (known && known.task.version > task.version) return;
    if (!this.#fits(task)) return this.#drop(task.id);
    if (known) return known.update(task);
    const newer = [...this.#items.keys()].filter((id) => id > task.id).length;
    const next = list.children[newer] ?? null;
    // Further down than what was read so far: it comes with its page.
    if (next === null && this.#nextCursor !== null && isLive) return;
    const item = new TaskItem(task, { changed: (changed) => this.apply(changed), removed: (id) => this.remove(id) });
    item.element.classList.toggle("fresh", isLive);
    this.#items.set(task.id, item);
    list.insertBefore(item.element, next);
  }

  /** @param {Task} task */
  #fits({ status, title, description }) {
    const { status: wanted, search } = this.#filter;
    const text = `${title} ${description ?? ""}`.toLowerCase();
    return (wanted === "" || status === wanted) && text.includes(search.toLowerCase());
  }

  /** @param {Set<string>} ids */
  #keepOnly(ids) {
    for (const id of [...this.#items.keys()]) if (!ids.has(id)) this.#drop(id);
  }

  /** Takes a task off the list; a focus that was on it goes to its neighbour. @param {string} id */
  #drop(id) {
    const item = this.#items.get(id);
    if (!item) return;
    const { element } = item;
    const hadFocus = element.contains(document.activeElement);
    const neighbour = element.nextElementSibling ?? element.previousElementSibling;
    this.#items.delete(id);
    element.remove();
    if (hadFocus) (neighbour ? find(neighbour, "button:enabled", HTMLButtonElement) : heading).focus();
  }

  #showWhetherEmpty() {
    const { status, search } = this.#filter;
    none.hidden = this.#items.size > 0 || this.#nextCursor !== null;
    if (search) none.textContent = `No task matches “${search}”.`;
    else none.textContent = status === "completed" ? "Nothing completed yet." : "Nothing to do. Add a task above.";
  }
}
