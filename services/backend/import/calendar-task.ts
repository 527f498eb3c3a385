import { fieldProblem } from "../../contracts/field-problem";
import { dueDaySchema, type Recurrence } from "../../contracts/task";
import { endOfDay, remindersFrom } from "../../domain/all-day";
import { instantOf } from "../../domain/recurrence";
import ICAL from "../calendar/ical";
import type { CalendarFile, TodoLines } from "./calendar-file";
import { type CalendarTime, PropertyError, readProperty, readTime } from "./calendar-times";
import type { ContentLine } from "./content-lines";
import type { FileProblems } from "./file-problems";

/** The fields of a task, as importedSchema takes them. */
export type TaskFields = Record<string, unknown>;

const noDuration = fieldProblem("UNREADABLE", "is not a duration (RFC 5545 3.3.6)");
const noTrigger = fieldProblem("UNREADABLE", "is neither a duration nor a date and time");

/** Reads one value of a property, whose failure is a problem of the property's line. */
export type Read = <Value>(name: string, read: (line: ContentLine) => Value) => Value | undefined;

/** Reads properties of a VTODO by name. Of one that is there twice, the first counts. */
export const reader =
  ({ properties }: TodoLines, problems: FileProblems): Read =>
  (name, read) => {
    const line = properties.find((property) => property.name === name);
    if (!line) return undefined;
    try {
      return read(line);
    } catch (error) {
      if (!(error instanceof PropertyError)) throw error;
      problems.add(line.line, name, error.problem);
      return undefined;
    }
  };

export const textOf = ({ text }: ContentLine): string => String(readProperty(text).getFirstValue());

/** What the properties of RFC 5545 say of a task. */
export function standardFields(
  todo: TodoLines,
  { zones }: Pick<CalendarFile, "zones">,
  read: Read,
  timeZone: string,
  problems: FileProblems,
): TaskFields {
  const timeAt = (name: string): CalendarTime | undefined => read(name, (line) => readTime(line, zones, timeZone));
  const start = timeAt("DTSTART");
  const due = timeAt("DUE") ?? afterDuration(start, read) ?? start;
  const status = read("STATUS", textOf)?.toUpperCase();
  const completedAt = timeAt("COMPLETED")?.at.toISOString();
  const rrule = read("RRULE", ({ value }) => value);
  return {
    title: read("SUMMARY", textOf),
    description: read("DESCRIPTION", textOf),
    priority: read("PRIORITY", priorityOf),
    tags: tagsOf(todo, problems),
    status: status === "COMPLETED" || completedAt ? "completed" : "open",
    ...(due?.date ? { dueOn: { date: due.date, timeZone: due.timeZone } } : { dueAt: due?.at.toISOString() }),
    reminders: due && remindersOf(todo, due, start, problems),
    recurrence: rrule === undefined ? undefined : recurrenceOf(rrule, due, timeZone),
    completedAt,
    createdAt: timeAt("CREATED")?.at.toISOString(),
    updatedAt: timeAt("LAST-MODIFIED")?.at.toISOString(),
  };
}

/** Of whole days, UNTIL is a date: it becomes the end of that day. */
function recurrenceOf(rrule: string, due: CalendarTime | undefined, zone: string): Recurrence {
  const timeZone = due?.timeZone ?? zone;
  if (!due?.date) return { rrule, timeZone };
  const ended = rrule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)(?=;|$)/i, (text, year, month, day) => {
    const date = dateOfDay.safeParse(`${year}-${month}-${day}`).data;
    return date
      ? `UNTIL=${endOfDay({ date, timeZone })
          .toISOString()
          .replace(/[-:]|\.\d+/g, "")}`
      : text;
  });
  return { rrule: ended, timeZone };
}

const dateOfDay = dueDaySchema.shape.date;

/** RFC 5545, section 3.8.1.9: 1 to 4 are high, 5 is medium, 6 to 9 are low, 0 is none. */
function priorityOf({ value }: ContentLine): string | undefined {
  if (!/^\d$/.test(value))
    throw new PropertyError(fieldProblem("UNREADABLE", "must be a number from 0 to 9 (RFC 5545 3.8.1.9)"));
  const number = Number(value);
  if (number === 0) return undefined;
  return number < 5 ? "high" : number === 5 ? "medium" : "low";
}

function tagsOf({ properties }: TodoLines, problems: FileProblems): string[] {
  return properties
    .filter(({ name }) => name === "CATEGORIES")
    .flatMap(({ line, name, text }) => {
      try {
        return readProperty(text)
          .getValues()
          .map(String)
          .filter((tag) => tag.trim() !== "");
      } catch (error) {
        if (!(error instanceof PropertyError)) throw error;
        problems.add(line, name, error.problem);
        return [];
      }
    });
}

function afterDuration(start: CalendarTime | undefined, read: Read): CalendarTime | undefined {
  if (!start) return undefined;
  return read("DURATION", ({ text }) => {
    const duration = readProperty(text).getFirstValue();
    if (!(duration instanceof ICAL.Duration)) throw new PropertyError(noDuration);
    const lengthMs = duration.toSeconds() * 1_000;
    if (!start.date) return { ...start, at: new Date(start.at.getTime() + lengthMs) };
    // A to-do of one day ends with the day on which it starts.
    const end = new Date(Date.parse(start.date) + Math.max(0, lengthMs - 1_000));
    const date = end.toISOString().slice(0, "yyyy-mm-dd".length);
    return { date, timeZone: start.timeZone, at: endOfDay({ date, timeZone: start.timeZone }) };
  });
}

/** What alarms count from: of a date, its first instant (RFC 5545, section 3.8.6.3). */
const alarmBase = ({ at, date, timeZone }: CalendarTime): number =>
  (date ? instantOf(`${date}T00:00:00`, timeZone) : at).getTime();

/** Alarms as minutes before what reminders count back from. One that comes later has no counterpart, and is left out. */
function remindersOf(
  { triggers }: TodoLines,
  due: CalendarTime,
  start: CalendarTime | undefined,
  problems: FileProblems,
) {
  const from = due.date ? remindersFrom({ date: due.date, timeZone: due.timeZone }) : due.at;
  const minutes = triggers.flatMap(({ line, name, text }) => {
    try {
      const property = readProperty(text);
      const value = property.getFirstValue();
      const isFromEnd = String(property.getFirstParameter("related")).toUpperCase() === "END" || !start;
      const at =
        value instanceof ICAL.Duration
          ? alarmBase(isFromEnd ? due : start) + value.toSeconds() * 1_000
          : value instanceof ICAL.Time
            ? value.toJSDate().getTime()
            : Number.NaN;
      if (Number.isNaN(at)) throw new PropertyError(noTrigger);
      const before = Math.round((from.getTime() - at) / 60_000);
      return before < 0 ? [] : [before];
    } catch (error) {
      if (!(error instanceof PropertyError)) throw error;
      problems.add(line, name, error.problem);
      return [];
    }
  });
  return [...new Set(minutes)].map((minutesBefore) => ({ minutesBefore }));
}
