import { find, fromTemplate, slot } from "./dom.js";
import { formatExact, formatRecurrence } from "./format.js";

/** @typedef {import("./task-item.js").Task} Task */
/** @typedef {{ title?: string, dueAt?: string | null, recurrence?: Task["recurrence"], priority?: string, tags?: string[], reminders?: [] }} Changes */

/**
 * @typedef {object} Conflict a field that the user has changed, and somebody else as well
 * @property {"title" | "dueAt" | "recurrence" | "priority" | "tags"} field
 * @property {string} yours
 * @property {string} theirs
 */

/** The fields that the dialog changes, and how each is written. */
const fields = /** @type {[Conflict["field"], string, (value: any) => string][]} */ ([
  ["title", "Title", String],
  ["dueAt", "Due", (value) => (value === null ? "No due date" : formatExact(value))],
  ["recurrence", "Repeats", (value) => (value === null ? "Never" : formatRecurrence(value))],
  ["priority", "Priority", String],
  ["tags", "Tags", (value) => (value.length === 0 ? "No tags" : value.join(", "))],
]);

/** @param {unknown} value */
const text = (value) => JSON.stringify(value);

/**
 * Where a change of the user meets another change of the same field that says something else.
 * @param {Changes} changes what the user wants
 * @param {Task} base the task as the user has seen it
 * @param {Task} theirs the task as it is now
 * @returns {Conflict[]}
 */
export function findConflicts(changes, base, theirs) {
  return fields
    .filter(([field]) => changes[field] !== undefined)
    .filter(([field]) => text(theirs[field]) !== text(base[field]) && text(theirs[field]) !== text(changes[field]))
    .map(([field, , format]) => ({ field, yours: format(changes[field]), theirs: format(theirs[field]) }));
}

/**
 * Shows both values of each field side by side in place of the fields, for the user to choose one.
 * @param {HTMLFormElement} form
 * @param {Conflict[]} conflicts
 */
export function showConflicts(form, conflicts) {
  const place = slot(form, "conflicts");
  place.replaceChildren(
    ...conflicts.map(({ field, yours, theirs }) => {
      const item = fromTemplate("conflict-template");
      const [, label] = fields.find(([name]) => name === field) ?? [];
      slot(item, "field").textContent = label ?? field;
      slot(item, "yours").textContent = yours;
      slot(item, "theirs").textContent = theirs;
      for (const choice of item.querySelectorAll("input")) choice.name = `choice-${field}`;
      return item;
    }),
  );
  find(form, ".fields", HTMLElement).hidden = true;
  find(form, "[data-slot=conflict]", HTMLElement).hidden = false;
  find(place, "input", HTMLInputElement).focus();
}

/**
 * What is left of the changes once the user has chosen.
 * @param {HTMLFormElement} form
 * @param {Changes} changes
 * @param {Conflict[]} conflicts
 * @returns {Changes}
 */
export function readChoices(form, changes, conflicts) {
  const data = new FormData(form);
  const givenUp = conflicts.map(({ field }) => field).filter((field) => data.get(`choice-${field}`) === "theirs");
  const left = Object.entries(changes).filter(
    ([field]) => !givenUp.some((name) => name === field || (name === "dueAt" && field === "reminders")),
  );
  return Object.fromEntries(left);
}
