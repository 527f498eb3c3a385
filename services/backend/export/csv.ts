import { stringify } from "csv-stringify/sync";
import type { TaskSnapshot } from "../../contracts/task";

const columns = [
  ...["id", "title", "description", "priority", "tags", "status", "dueAt", "remindMinutes", "rrule", "timeZone"],
  ...["repeatFrom", "catchUp", "completedAt", "createdAt", "updatedAt"],
];

const toRow = ({ recurrence, ...task }: TaskSnapshot) => ({
  ...task,
  tags: task.tags.join(", "),
  remindMinutes: task.reminders.map(({ minutesBefore }) => minutesBefore).join(" "),
  rrule: recurrence?.rrule,
  timeZone: recurrence?.timeZone,
  repeatFrom: recurrence && (recurrence.from ?? "schedule"),
  catchUp: recurrence && (recurrence.catchUp ?? "all"),
});

/** RFC 4180. A cell that a spreadsheet would compute gets an apostrophe in front, so that it stays text. */
const options = { columns, escape_formulas: true, record_delimiter: "\r\n" } as const;

/** A table for spreadsheets, which need the mark of UTF-8 to read letters beyond ASCII. */
export async function* toCsv(pages: AsyncIterable<TaskSnapshot[]>): AsyncGenerator<string> {
  yield stringify([], { ...options, bom: true, header: true });
  for await (const page of pages) yield stringify(page.map(toRow), options);
}
