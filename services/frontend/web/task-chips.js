import { textElement } from "./dom.js";
import { capitalise, formatInstant, formatMinutesBefore, formatRecurrence } from "./format.js";

/** @typedef {Pick<import("./task-item.js").Task, "dueAt" | "recurrence" | "reminders" | "priority" | "tags">} Terms */

/**
 * Due date, rule, reminders, priority and tags of a task, a chip each.
 * @param {Terms} task
 * @param {boolean} isOverdue
 */
export const taskChips = ({ dueAt, recurrence, reminders, priority, tags }, isOverdue) => [
  ...(dueAt
    ? [chip(isOverdue ? "overdue" : "due", capitalise(`${isOverdue ? "overdue: " : ""}${formatInstant(dueAt)}`))]
    : []),
  ...(recurrence ? [chip("repeat", formatRecurrence(recurrence))] : []),
  ...reminders.map(({ minutesBefore }) => chip("reminder", formatMinutesBefore(minutesBefore))),
  ...(priority === "medium" ? [] : [chip(`priority-${priority}`, `${capitalise(priority)} priority`)]),
  ...tags.map((tag) => chip("tag", tag)),
];

/**
 * @param {string} kind
 * @param {string} text
 */
export const chip = (kind, text) => textElement("li", text, `chip ${kind}`);
