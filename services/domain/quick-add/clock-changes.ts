import { Temporal } from "temporal-polyfill";
import { type Note, note } from "../../contracts/note";
import type { Recurrence } from "../../contracts/task";
import { localTimeOf, nextOccurrence } from "../recurrence";
import type { DueDate } from "./due-date";

/** How far ahead clock changes are looked at, and how many: Morocco has four a year. */
const daysAhead = 366;
const mostChanges = 4;
const dateWords = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** Local times between which the clocks jump: those from `from` up to `to` happen never, or twice. */
interface ClockChange {
  at: Date;
  isForward: boolean;
  from: string;
  to: string;
}

/**
 * Says what clock changes do to a task within a year: a time that does not exist, one that comes twice, and that a time
 * stays what it is on the clock. Of a whole day there is nothing to say.
 * @param dates the next dates that are shown
 */
export function clockNotes(due: DueDate, recurrence: Recurrence | null, timeZone: string, dates: Date[]): Note[] {
  if (due.day) return [];
  const notes = due.localTime === undefined ? [] : notesOn(due.localTime, due.at, timeZone);
  if (!recurrence) return notes;
  const start = localTimeOf(due.at, timeZone);
  const changes = changesAfter(due.at, timeZone);
  for (const change of changes) {
    const next = nextOccurrence(recurrence, start, justBefore(change.from));
    if (next && next.localTime >= change.from && next.localTime < change.to) {
      notes.push(change.isForward ? leftOut(next.localTime, next.at, timeZone) : comesTwice(next.localTime));
    }
  }
  const [first] = changes;
  if (notes.length === 0 && first && first.at < (dates.at(-1) ?? due.at)) {
    const message = `The clocks change on ${dayIn(first.from)}: the time stays ${timeIn(start)}.`;
    notes.push(note("CLOCKS_CHANGE", message, { date: dateIn(first.from), time: timeIn(start) }));
  }
  return notes;
}

/** What the clocks do to one local time. */
function notesOn(local: string, at: Date, timeZone: string): Note[] {
  const plain = Temporal.PlainDateTime.from(local);
  const [earlier, later] = (["earlier", "later"] as const).map(
    (disambiguation) => plain.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds,
  );
  if (earlier === later) return [];
  return localTimeOf(at, timeZone) === local ? [comesTwice(local)] : [leftOut(local, at, timeZone)];
}

function leftOut(local: string, at: Date, timeZone: string): Note {
  const values = { date: dateIn(local), time: timeIn(local), instead: timeIn(localTimeOf(at, timeZone)) };
  const message = `On ${dayIn(local)} the clocks go forward and ${values.time} does not exist: it is at ${values.instead} that day.`;
  return note("TIME_LEFT_OUT", message, values);
}

function comesTwice(local: string): Note {
  const values = { date: dateIn(local), time: timeIn(local) };
  const message = `On ${dayIn(local)} the clocks go back and ${values.time} comes twice: the first one counts.`;
  return note("TIME_TWICE", message, values);
}

const dateIn = (local: string): string => local.slice(0, "yyyy-mm-dd".length);
const dayIn = (local: string): string => dateWords.format(new Date(`${local}Z`));
const timeIn = (local: string): string => local.slice("yyyy-mm-ddT".length, "yyyy-mm-ddThh:mm".length);
const justBefore = (local: string): string =>
  Temporal.PlainDateTime.from(local).subtract({ seconds: 1 }).toString({ smallestUnit: "second" });

function changesAfter(from: Date, timeZone: string): ClockChange[] {
  const changes: ClockChange[] = [];
  const last = from.getTime() + daysAhead * 86_400_000;
  let place = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone);
  while (changes.length < mostChanges) {
    const next = place.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds > last) break;
    const before = next.subtract({ nanoseconds: 1 });
    const shift = next.offsetNanoseconds - before.offsetNanoseconds;
    const jump = next.toPlainDateTime();
    const other = jump.subtract({ nanoseconds: shift });
    const [start, end] = shift > 0 ? [other, jump] : [jump, other];
    changes.push({
      at: new Date(next.epochMilliseconds),
      isForward: shift > 0,
      from: start.toString({ smallestUnit: "second" }),
      to: end.toString({ smallestUnit: "second" }),
    });
    place = next;
  }
  return changes;
}
