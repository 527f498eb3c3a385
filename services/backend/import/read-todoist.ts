import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import * as z from "zod";
import { fieldProblem } from "../../contracts/field-problem";
import { note } from "../../contracts/note";
import { ianaTimeZone } from "../../contracts/time-zone";
import type { FileReader, ImportNote } from "./file-reader";
import { checkImported, type ImportedTask } from "./imported-task";
import { readTodoistDate } from "./todoist-date";

const noDate: { date: object; problem?: undefined } = { date: {} };
/** Characters of a row: the longest texts of a task and its comments. */
const longestRow = 100_000;
/** Characters that are parsed in one turn of the event loop. */
const chunk = 64_000;

const cell = z.string().optional().default("");
const rowSchema = z.object({
  info: z.object({ lines: z.int() }),
  record: z.object({
    ...{ TYPE: cell, CONTENT: cell, DESCRIPTION: cell, PRIORITY: cell, INDENT: cell },
    ...{ DATE: cell, DATE_LANG: cell, TIMEZONE: cell },
  }),
});
type Row = z.infer<typeof rowSchema>["record"];

interface TodoistTask {
  line: number;
  row: Row;
  comments: string[];
}

/** p1 to p4 of Todoist; an empty cell is p1 there. */
const priorities: Readonly<Record<string, string>> = { "": "high", 1: "high", 2: "medium", 3: "medium", 4: "low" };

const nameOf = (field: string): string =>
  ({ title: "CONTENT", description: "DESCRIPTION", priority: "PRIORITY", tags: "CONTENT" })[
    field.split(".", 1)[0] ?? ""
  ] ?? "DATE";

const noColumns = fieldProblem("COLUMNS_MISSING", "needs the columns TYPE and CONTENT of a Todoist export", {
  columns: "TYPE, CONTENT",
});
const wrongType = fieldProblem("NOT_ONE_OF", "must be task, section or note, in small letters", {
  allowed: "task, section, note",
});

/** Reads a project as Todoist exports it. Its columns: https://todoist.com/help/articles/import-or-export-a-project-as-a-csv-file-in-todoist-YC8YvN */
export const readTodoist: FileReader = async (text, { problems, time, now, timeZone }) => {
  const notes: ImportNote[] = [];
  const found: TodoistTask[] = [];
  let begins = 2;
  const parser = Readable.from(chunksOf(text)).pipe(
    parse({ bom: true, columns: true, info: true, relax_column_count_less: true, max_record_size: longestRow }),
  );
  try {
    for await (const parsed of parser) {
      const { info, record: row } = rowSchema.parse(parsed);
      const line = begins;
      begins = info.lines + 1;
      if (!("TYPE" in (parsed.record as object)) || !("CONTENT" in (parsed.record as object))) {
        problems.add(1, "header", noColumns);
        break;
      }
      if (row.TYPE === "task") found.push({ line, row, comments: [] });
      else if (row.TYPE === "note") found.at(-1)?.comments.push(row.CONTENT);
      else if (row.TYPE === "section")
        notes.push({ line, ...note("SECTION_LEFT_OUT", "a section is no task: left out") });
      else if (row.TYPE !== "" && row.TYPE !== "meta") problems.add(line, "TYPE", wrongType);
      await time.pause();
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.add(Number(error.lines ?? begins), "row", fieldProblem("FILE_MALFORMED", error.message.slice(0, 200)));
  }
  problems.throwIfAny();
  if (found.length === 0) problems.add(1, "TYPE", fieldProblem("FILE_WITHOUT_TASKS", "has no row task"));
  const tasks: ImportedTask[] = [];
  const times = new Map<string, number>();
  for (const { line, row, comments } of found) {
    const digest = createHash("sha256")
      .update(JSON.stringify([row, comments]))
      .digest("base64url");
    const before = times.get(digest) ?? 0;
    times.set(digest, before + 1);
    const zone = ianaTimeZone(row.TIMEZONE) ?? timeZone;
    const { date, problem } =
      row.DATE.trim() === "" ? noDate : readTodoistDate(row.DATE, row.DATE_LANG, { now, timeZone: zone });
    if (problem) problems.add(line, "DATE", problem);
    else {
      const place = { source: `todoist:${digest}:${before}`, line, nameOf };
      const task = checkImported({ ...fieldsOf(row, comments), ...date }, place, problems, now);
      if (task) tasks.push(task);
    }
    if (Number(row.INDENT) > 1) notes.push({ line, ...note("SUBTASK_ALONE", "a sub-task becomes a task of its own") });
    await time.pause();
  }
  return { tasks, lists: [], notes };
};

function* chunksOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += chunk) yield text.slice(from, from + chunk);
}

/** Labels stand in the content, as @home; a star in front makes a task that can't be completed. */
function fieldsOf({ CONTENT, DESCRIPTION, PRIORITY }: Row, comments: string[]) {
  const words = CONTENT.replace(/^\* /, "").split(/\s+/);
  const isLabel = (word: string) => /^@[^@]+$/.test(word);
  const description = [DESCRIPTION, ...comments].filter((text) => text !== "").join("\n\n");
  return {
    title: words.filter((word) => !isLabel(word)).join(" "),
    tags: words.filter(isLabel).map((word) => word.slice(1)),
    description: description || null,
    priority: priorities[PRIORITY.trim()] ?? PRIORITY,
  };
}
