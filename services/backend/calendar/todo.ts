import { Temporal } from "temporal-polyfill";
import type { Priority } from "../../contracts/task";
import { reminderMinute } from "../../domain/all-day";
import type { CarriedTask } from "../../domain/import-tasks";
import type { ExportedList } from "../export/owned-lists";
import ICAL from "./ical";
import { addDate, addInstant, addLocal, addText, addTexts, withoutControls } from "./properties";
import { seriesStartOf } from "./series-start";

/** RFC 5545, section 3.8.1.9: 1 is the highest. */
export const priorityNumbers: Readonly<Record<Priority, number>> = { high: 1, medium: 5, low: 9 };

/** Carries what RFC 5545 has no place for. */
export const ownProperty = "x-freehold-task";

/** What a VTODO tells of a task; its own property has further fields, too. */
type TodoTask = CarriedTask & { id: string; createdAt: string; updatedAt: string; list?: ExportedList | undefined };

/** A task as VTODO. */
export function todoOf(task: TodoTask): ICAL.Component {
  const todo = new ICAL.Component("vtodo");
  addText(todo, "uid", task.id);
  addInstant(todo, "dtstamp", task.updatedAt);
  addInstant(todo, "created", task.createdAt);
  addInstant(todo, "last-modified", task.updatedAt);
  addText(todo, "summary", task.title);
  if (task.description) addText(todo, "description", task.description);
  todo.addPropertyWithValue("priority", priorityNumbers[task.priority]);
  addTexts(todo, "categories", task.tags);
  const isDone = task.status === "completed";
  addText(todo, "status", isDone ? "COMPLETED" : "NEEDS-ACTION");
  if (task.completedAt) addInstant(todo, "completed", task.completedAt);
  const related = addDates(todo, task);
  if (!isDone)
    for (const { minutesBefore } of task.reminders)
      addAlarm(todo, task.title, alarmMinutes(task, minutesBefore), related);
  addText(todo, ownProperty, ownPart(task));
  return todo;
}

/** @returns what alarms count back from */
function addDates(todo: ICAL.Component, task: TodoTask): "START" | "END" {
  const series = seriesStartOf(task);
  if (!series) {
    if (task.dueOn) addDate(todo, "due", task.dueOn.date);
    else if (task.dueAt) addInstant(todo, "due", task.dueAt);
    return "END";
  }
  const { localTime, timeZone, rule } = series;
  todo.addPropertyWithValue("rrule", rule);
  if (task.dueOn) {
    addDate(todo, "dtstart", task.dueOn.date);
    todo.addPropertyWithValue("duration", ICAL.Duration.fromString("P1D"));
    return "START";
  }
  addLocal(todo, "dtstart", localTime, timeZone);
  // A rule needs DTSTART, and DUE must be later than that (RFC 5545, section 3.8.2.3).
  const due = Temporal.PlainDateTime.from(localTime).add({ seconds: 1 });
  addLocal(todo, "due", due.toString({ smallestUnit: "second" }), timeZone);
  return "START";
}

/** From the due date to the alarm. Of a date, it counts from the first instant (RFC 5545, section 3.8.6.3). */
const alarmMinutes = ({ dueOn }: TodoTask, minutesBefore: number): number =>
  dueOn ? reminderMinute - minutesBefore : -minutesBefore;

function addAlarm(todo: ICAL.Component, title: string, minutes: number, related: "START" | "END"): void {
  const alarm = new ICAL.Component("valarm");
  addText(alarm, "action", "DISPLAY");
  addText(alarm, "description", title);
  const trigger = new ICAL.Property("trigger");
  trigger.setParameter("related", related);
  trigger.setValue(ICAL.Duration.fromSeconds(minutes * 60));
  alarm.addProperty(trigger);
  todo.addSubcomponent(alarm);
}

/** All but the texts that the other properties carry whole, in base64url: no program changes that by accident. */
function ownPart({ title: _, tags: __, description, ...task }: TodoTask): string {
  const isCarried = description === null || (description !== "" && description === withoutControls(description));
  return Buffer.from(JSON.stringify({ ...task, ...(!isCarried && { description }) })).toString("base64url");
}
