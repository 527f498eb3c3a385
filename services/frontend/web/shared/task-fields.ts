import { timeZone } from "./format";
import type { Recurrence, Task } from "./types";

/** Tags as people write them, with commas between. */
export const toTags = (text: string): string[] =>
  text
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");

/**
 * What the user picks is local time, which is how Date reads a date and time without a zone.
 * @param picked the value of a field for date and time
 * @returns ISO 8601
 */
export const toInstant = (picked: string): string => new Date(picked).toISOString();

/** A recurrence with what the fields for its next and its missed dates say. A default is left out, as the API does it. */
export const toRecurrence = ({ rrule, timeZone }: Recurrence, from: string, catchUp: string): Recurrence => ({
  rrule,
  timeZone,
  ...(from === "completion" && { from }),
  ...(catchUp === "next" && { catchUp }),
});

/**
 * An instant as a field for date and time shows it, to the minute.
 * @param instant ISO 8601
 */
export function toPicked(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, "yyyy-mm-ddThh:mm".length);
}

/** What the fields for a due date show: a date, and a time unless it is a whole day. Both may be empty. */
export interface PickedDue {
  due: string;
  dueTime: string;
}

export function toPickedDue({ dueAt, dueOn }: Pick<Task, "dueAt" | "dueOn">): PickedDue {
  if (dueOn) return { due: dueOn.date, dueTime: "" };
  const [due = "", dueTime = ""] = dueAt === null ? [] : toPicked(dueAt).split("T");
  return { due, dueTime };
}

/**
 * The due date that was picked.
 * @param zone of a whole day. Default: that of the browser
 */
export const fromPickedDue = (
  { due, dueTime }: PickedDue,
  zone = timeZone,
): Pick<Task, "dueOn"> | { dueAt: string | null } => {
  if (!due) return { dueAt: null };
  return dueTime ? { dueAt: toInstant(`${due}T${dueTime}`) } : { dueOn: { date: due, timeZone: zone } };
};

export const pickedDueIn = (data: FormData): PickedDue => ({
  due: textOf(data, "due"),
  dueTime: textOf(data, "dueTime"),
});

/** The text of a form's field. */
export const textOf = (data: FormData, name: string): string => String(data.get(name));
