import { createHash } from "node:crypto";
import { fieldProblem } from "../../contracts/field-problem";
import { note } from "../../contracts/note";
import { ownProperty, todoOf } from "../calendar/todo";
import { readCalendarFile, type TodoLines } from "./calendar-file";
import { reader, standardFields, type TaskFields, textOf } from "./calendar-task";
import { readProperty } from "./calendar-times";
import { FileProblems } from "./file-problems";
import type { FileReader, ImportNote } from "./file-reader";
import { importedListSchema } from "./imported-list";
import { checkImported, type ImportedTask, ownFieldsSchema } from "./imported-task";
import type { ImportedList } from "./plan-lists";

/** The property that a field of a task comes from. */
const properties: Readonly<Record<string, string>> = {
  title: "SUMMARY",
  description: "DESCRIPTION",
  priority: "PRIORITY",
  tags: "CATEGORIES",
  dueAt: "DUE",
  dueOn: "DUE",
  reminders: "VALARM",
  recurrence: "RRULE",
  completedAt: "COMPLETED",
};
const nameOf = (field: string): string => properties[field.split(".", 1)[0] ?? ""] ?? field;

/** Reads the to-dos of a calendar. */
export const readIcs: FileReader = async (text, { problems, time, now, timeZone }) => {
  const file = await readCalendarFile(text, { problems, time });
  problems.throwIfAny();
  if (file.todos.length === 0)
    problems.add(1, "VTODO", fieldProblem("FILE_WITHOUT_TASKS", "is missing: the file has no to-do"));
  problems.throwIfAny();
  const notes: ImportNote[] = [...file.others].map(([name, { count, line }]) => ({
    line,
    ...note("NO_TASK", `${name} is no task: ${count} left out`, { name, count }),
  }));
  const tasks: ImportedTask[] = [];
  const lists = new Map<string, ImportedList>();
  for (const todo of file.todos) {
    await time.pause();
    const read = reader(todo, problems);
    if (read("STATUS", textOf)?.toUpperCase() === "CANCELLED") {
      notes.push({ line: todo.line, ...note("CANCELLED", "a cancelled to-do is left out") });
      continue;
    }
    for (const name of ["EXDATE", "RDATE"]) {
      const line = read(name, ({ line }) => line);
      if (line !== undefined) notes.push({ line, ...singleDatesLeftOut(name) });
    }
    const source = sourceOf(
      todo,
      read("UID", textOf),
      read("RECURRENCE-ID", ({ value }) => value),
    );
    const fields = standardFields(todo, file, read, timeZone, problems);
    const place = { source, line: todo.line, nameOf };
    const payload = payloadOf(todo);
    const task =
      ownTask(todo, payload, fields, place, now) ??
      checkImported({ ...fields, ...ownFieldsSchema.safeParse(payload).data }, place, problems, now);
    if (task) tasks.push(task);
    const list = importedListSchema.safeParse(payload?.list).data;
    if (task?.listId && list?.id === task.listId) lists.set(list.id, list);
  }
  return { tasks, lists: [...lists.values()], notes };
};

function sourceOf({ properties }: TodoLines, uid: string | undefined, occurrence: string | undefined): string {
  if (uid) return `uid:${uid}${occurrence === undefined ? "" : `#${occurrence}`}`;
  const lines = properties.map(({ text }) => text).join("\n");
  return `ics:${createHash("sha256").update(lines).digest("base64url")}`;
}

/** What an edit in another program changes. */
const compared = [
  ...["summary", "description", "priority", "categories", "status", "completed", "due", "dtstart", "duration", "rrule"],
];

/**
 * A task that Freehold has written, with all that RFC 5545 has no place for. Undefined for any other, and for one that another program
 * has changed since: then the properties that it knows count.
 */
function ownTask(
  todo: TodoLines,
  payload: object | undefined,
  { title, description, tags }: TaskFields,
  place: { source: string; line: number },
  now: Date,
): ImportedTask | undefined {
  if (!payload) return undefined;
  const task = checkImported({ description, ...payload, title, tags }, place, new FileProblems(), now);
  if (!task?.createdAt || !task.updatedAt) return undefined;
  const { source: _, line: __, ...fields } = task;
  const written = todoOf({
    ...fields,
    id: "",
    createdAt: task.createdAt,
    updatedAt: task.updatedAt,
  });
  const isSame = compared.every((name) => {
    const found = todo.properties.filter((property) => property.name === name.toUpperCase());
    const before = written.getAllProperties(name).map((property) => property.toICALString());
    return (
      found.length === before.length && found.every(({ text }, n) => readProperty(text).toICALString() === before[n])
    );
  });
  return isSame ? task : undefined;
}

/** What Freehold has written of a to-do. */
function payloadOf({ properties }: TodoLines): { list?: unknown } | undefined {
  const own = properties.find(({ name }) => name === ownProperty.toUpperCase());
  return own && jsonOf(own.value);
}

function jsonOf(value: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(value, "base64url").toString());
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const singleDatesLeftOut = (name: string) =>
  note("SINGLE_DATES_LEFT_OUT", `${name} is left out: a task follows its rule alone`, { name });
