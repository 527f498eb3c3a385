import type { TaskSnapshot } from "../../contracts/task";
import ICAL from "./ical";
import { addDate, addInstant, addLocal, addText, addTexts } from "./properties";
import { seriesStartOf } from "./series-start";

/** An open task with a due date as VEVENT: calendars show no VTODO of a feed. It takes no time, and the calendar shows its owner as free. */
export function eventOf(task: TaskSnapshot): ICAL.Component {
  const event = new ICAL.Component("vevent");
  addText(event, "uid", task.id);
  addInstant(event, "dtstamp", task.updatedAt);
  addInstant(event, "created", task.createdAt);
  addInstant(event, "last-modified", task.updatedAt);
  event.addPropertyWithValue("sequence", task.version - 1);
  addText(event, "summary", task.title);
  if (task.description) addText(event, "description", task.description);
  addTexts(event, "categories", task.tags);
  addText(event, "transp", "TRANSPARENT");
  const series = seriesStartOf(task);
  if (task.dueOn) addDate(event, "dtstart", task.dueOn.date);
  else if (series) addLocal(event, "dtstart", series.localTime, series.timeZone);
  else if (task.dueAt) addInstant(event, "dtstart", task.dueAt);
  if (series) event.addPropertyWithValue("rrule", series.rule);
  return event;
}
