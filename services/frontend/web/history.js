import { request } from "./api.js";
import { find, fromTemplate, slot, textElement } from "./dom.js";
import { offerStory } from "./event-story.js";
import { formatExact, formatMinutesBefore, formatRecurrence } from "./format.js";

/** @type {Record<string, string>} */
const happenings = {
  "freehold.task.created.v1": "Created",
  "freehold.task.updated.v1": "Changed",
  "freehold.task.completed.v1": "Completed",
  "freehold.task.reopened.v1": "Reopened",
  "freehold.task.deleted.v1": "Deleted",
  "freehold.reminder.scheduled.v1": "Reminder scheduled",
  "freehold.reminder.cancelled.v1": "Reminder cancelled",
  "freehold.reminder.due.v1": "Reminder fired",
};

/** The fields that people change, in the order in which they are shown, and how each is written. */
const fields = /** @type {[string, string, (value: any) => string][]} */ ([
  ["title", "Title", String],
  ["description", "Description", String],
  ["status", "Status", String],
  ["priority", "Priority", String],
  ["tags", "Tags", (tags) => tags.join(", ")],
  ["dueAt", "Due", formatExact],
  ["recurrence", "Repeats", formatRecurrence],
  [
    "reminders",
    "Reminders",
    (all) => all.map((/** @type {any} */ one) => formatMinutesBefore(one.minutesBefore)).join(", "),
  ],
  ["minutesBefore", "Reminder", formatMinutesBefore],
  ["remindAt", "Fires", formatExact],
]);

/** Entries of a page. */
const pageSize = 50;

/** What happened to a task, oldest first: who, what, when, and each field before and after. It is read page by page. */
export class TaskHistory {
  /** Where the last page that is shown begins: the next change of the task will be on it. @type {string | null} */
  #lastPage = null;
  /** Entries before the last page. */
  #before = 0;
  /** @type {string | null} */
  #nextPage = null;

  /**
   * @param {string} taskId
   * @param {HTMLElement} list
   * @param {HTMLButtonElement} more shows the next page
   */
  constructor(taskId, list, more) {
    this.taskId = taskId;
    this.list = list;
    this.more = more;
  }

  /** Shows the first page. @throws {import("./api.js").Problem} */
  async open() {
    this.#before = 0;
    await this.#load(null);
  }

  /** Shows the next page, too. @throws {import("./api.js").Problem} */
  async showMore() {
    const shown = this.list.childElementCount;
    await this.#load(this.#nextPage, shown);
  }

  /** Shows what was added at the end; while more pages follow, it will come with them. @throws {import("./api.js").Problem} */
  async refresh() {
    if (this.#nextPage === null) await this.#load(this.#lastPage, this.#before);
  }

  /**
   * @param {string | null} cursor
   * @param {number} before entries that stay as they are
   */
  async #load(cursor, before = 0) {
    const query = { limit: pageSize, cursor };
    const { items, nextCursor } = await request("GET", `/api/tasks/${this.taskId}/history`, { query });
    while (this.list.childElementCount > before) this.list.lastElementChild?.remove();
    this.list.append(...items.map(toElement));
    this.#lastPage = cursor;
    this.#before = before;
    this.#nextPage = nextCursor ?? null;
    this.more.hidden = this.#nextPage === null;
  }
}

/** The dead letters are shown to operators alone. */
const isOperator = () => !find(document, "#operations", HTMLElement).hidden;

/** @param {{ eventId: string, type: string, actor: string, at: string, before: any, after: any }} entry */
function toElement({ eventId, type, actor, at, before, after }) {
  const item = fromTemplate("history-template");
  const moved = type === "freehold.reminder.scheduled.v1" && before !== null;
  const what = moved ? "Reminder moved" : (happenings[type] ?? type);
  slot(item, "what").textContent = isSkip(before, after) ? "Skipped" : what;
  slot(item, "who").textContent = actor;
  const when = slot(item, "when");
  when.textContent = formatExact(at);
  when.setAttribute("datetime", at);
  if (isOperator()) offerStory(slot(item, "story"), eventId);
  const changes = slot(item, "changes");
  for (const [name, label, format] of fields) {
    const old = write(before?.[name], format);
    const now = write(after?.[name], format);
    if (old === now) continue;
    const values = document.createElement("dd");
    if (old) values.append(textElement("del", old));
    if (old && now) values.append(" → ");
    if (now) values.append(textElement("ins", now));
    changes.append(textElement("dt", label), values);
  }
  return item;
}

/**
 * Whether a task has moved to another date of its series.
 * @param {any} before
 * @param {any} after
 */
const isSkip = (before, after) =>
  Boolean(before?.occurrence && after?.occurrence) &&
  before.occurrence.seriesId === after.occurrence.seriesId &&
  before.occurrence.localTime !== after.occurrence.localTime;

/**
 * @param {unknown} value
 * @param {(value: any) => string} format
 */
const write = (value, format) => (value === null || value === undefined ? "" : format(value));
