import { stringify } from "csv-stringify/sync";
import type { StoredTask } from "../../domain/task-row";
import type { ExportedList } from "./owned-lists";

const columns = [
  ...[
    "id",
    "title",
    "description",
    "priority",
    "tags",
    "status",
    "dueAt",
    "dueOn",
    "remindMinutes",
    "rrule",
    "timeZone",
  ],
  ...["repeatFrom", "catchUp", "list", "checklist", "completedAt", "createdAt", "updatedAt"],
];

const toRow = ({ recurrence, ...task }: StoredTask, names: ReadonlyMap<string, string>) => ({
  ...task,
  dueOn: task.dueOn?.date,
  tags: task.tags.join(", "),
  remindMinutes: task.reminders.map(({ minutesBefore }) => minutesBefore).join(" "),
  list: names.get(task.listId ?? ""),
  checklist: task.checklist.map(({ text, done }) => `[${done ? "x" : " "}] ${text}`).join("\n"),
  rrule: recurrence?.rrule,
  timeZone: recurrence?.timeZone,
  repeatFrom: recurrence && (recurrence.from ?? "schedule"),
  catchUp: recurrence && (recurrence.catchUp ?? "all"),
});

/** RFC 4180. A cell that a spreadsheet would compute gets an apostrophe in front, so that it stays text. */
const options = { columns, escape_formulas: true, record_delimiter: "\r\n" } as const;

/** A table for spreadsheets, which need the mark of UTF-8 to read letters beyond ASCII. */
export async function* toCsv(
  pages: AsyncIterable<StoredTask[]>,
  lists: readonly ExportedList[],
): AsyncGenerator<string> {
  const names = new Map(lists.map(({ id, name }) => [id, name]));
  yield stringify([], { ...options, bom: true, header: true });
  for await (const page of pages)
    yield stringify(
      page.map((task) => toRow(task, names)),
      options,
    );
}
