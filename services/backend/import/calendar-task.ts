import ICAL from "../calendar/ical";
import type { CalendarFile, TodoLines } from "./calendar-file";
import { type CalendarTime, PropertyError, readProperty, readTime } from "./calendar-times";
import type { ContentLine } from "./content-lines";
import type { FileProblems } from "./file-problems";

/** The fields of a task, as importedSchema takes them. */
export type TaskFields = Record<string, unknown>;

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
      problems.add(line.line, name, error.message);
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
    dueAt: due?.at.toISOString(),
    reminders: due && remindersOf(todo, due.at, start?.at, problems),
    recurrence: rrule === undefined ? undefined : { rrule, timeZone: due?.timeZone ?? timeZone },
    completedAt,
    createdAt: timeAt("CREATED")?.at.toISOString(),
    updatedAt: timeAt("LAST-MODIFIED")?.at.toISOString(),
  };
}

/** RFC 5545, section 3.8.1.9: 1 to 4 are high, 5 is medium, 6 to 9 are low, 0 is none. */
function priorityOf({ value }: ContentLine): string | undefined {
  if (!/^\d$/.test(value)) throw new PropertyError("must be a number from 0 to 9 (RFC 5545 3.8.1.9)");
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
        problems.add(line, name, error.message);
        return [];
      }
    });
}

function afterDuration(start: CalendarTime | undefined, read: Read): CalendarTime | undefined {
  if (!start) return undefined;
  return read("DURATION", ({ text }) => {
    const duration = readProperty(text).getFirstValue();
    if (!(duration instanceof ICAL.Duration)) throw new PropertyError("is not a duration (RFC 5545 3.3.6)");
    return { ...start, at: new Date(start.at.getTime() + duration.toSeconds() * 1_000) };
  });
}

/** Alarms as minutes before the due date. One that comes later has no counterpart, and is left out. */
function remindersOf({ triggers }: TodoLines, due: Date, start: Date | undefined, problems: FileProblems) {
  const minutes = triggers.flatMap(({ line, name, text }) => {
    try {
      const property = readProperty(text);
      const value = property.getFirstValue();
      const isFromEnd = String(property.getFirstParameter("related")).toUpperCase() === "END" || !start;
      const at =
        value instanceof ICAL.Duration
          ? (isFromEnd ? due : start).getTime() + value.toSeconds() * 1_000
          : value instanceof ICAL.Time
            ? value.toJSDate().getTime()
            : Number.NaN;
      if (Number.isNaN(at)) throw new PropertyError("is neither a duration nor a date and time");
      const before = Math.round((due.getTime() - at) / 60_000);
      return before < 0 ? [] : [before];
    } catch (error) {
      if (!(error instanceof PropertyError)) throw error;
      problems.add(line, name, error.message);
      return [];
    }
  });
  return [...new Set(minutes)].map((minutesBefore) => ({ minutesBefore }));
}
