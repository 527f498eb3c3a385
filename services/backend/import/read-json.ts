import { createHash } from "node:crypto";
import * as z from "zod";
import { fieldProblem } from "../../contracts/field-problem";
import { validationProblem } from "../../runtime/http/validation-problem";
import { exportFormat } from "../export/exported-task";
import type { FileReader, ReadingContext } from "./file-reader";
import { importedListSchema } from "./imported-list";
import { checkImported, type ImportedTask } from "./imported-task";
import { lineAt, linesOfEntries } from "./json-lines";
import type { ImportedList } from "./plan-lists";

const fileSchema = z.object({
  format: z.unknown().optional(),
  version: z.unknown().optional(),
  lists: z.unknown().optional(),
  tasks: z.unknown().optional(),
});
const identified = z.object({ id: z.uuid() });

const notAList = fieldProblem("WRONG_TYPE", "must be a list", { type: "array" });

/** Reads Freehold's own format. */
export const readJson: FileReader = async (text, { problems, time, now }) => {
  const document = fileSchema.safeParse(
    parse(text, (line, message) => problems.add(line, "JSON", fieldProblem("FILE_MALFORMED", message))),
  ).data;
  problems.throwIfAny();
  const { format, version, lists = [], tasks } = document ?? {};
  if (format !== exportFormat.format)
    problems.add(
      1,
      "format",
      fieldProblem("NOT_ONE_OF", `must be "${exportFormat.format}"`, { allowed: exportFormat.format }),
    );
  else if (version !== exportFormat.version)
    problems.add(
      1,
      "version",
      fieldProblem("NOT_ONE_OF", `must be ${exportFormat.version}, the one that this release reads`, {
        allowed: exportFormat.version,
      }),
    );
  else if (!Array.isArray(tasks)) problems.add(1, "tasks", notAList);
  else if (!Array.isArray(lists)) problems.add(1, "lists", notAList);
  problems.throwIfAny();
  const lines = linesOfEntries(text, "tasks");
  const read: ImportedTask[] = [];
  const copies = new Map<string, number>();
  for (const [index, entry] of (tasks as unknown[]).entries()) {
    const id = identified.safeParse(entry).data?.id;
    const source = id ? `uid:${id}` : sourceOf(entry, copies);
    const nameOf = (field: string) => [`tasks.${index}`, field].filter(Boolean).join(".");
    const task = checkImported(entry, { source, line: lines[index] ?? 1, nameOf }, problems, now);
    if (task) read.push(task);
    await time.pause();
  }
  return { tasks: read, lists: await readLists(lists as unknown[], text, { problems, time }), notes: [] };
};

async function readLists(
  entries: readonly unknown[],
  text: string,
  { problems, time }: Pick<ReadingContext, "problems" | "time">,
): Promise<ImportedList[]> {
  const lines = linesOfEntries(text, "lists");
  const read: ImportedList[] = [];
  for (const [index, entry] of entries.entries()) {
    const { data, error } = importedListSchema.safeParse(entry);
    if (data) read.push(data);
    for (const { code, message, path, ...params } of error?.issues ?? []) {
      const field = ["lists", index, ...path].join(".");
      problems.add(lines[index] ?? 1, field, validationProblem({ keyword: code, message, params }));
    }
    await time.pause();
  }
  return read;
}

function parse(text: string, refuse: (line: number, message: string) => void): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, place] = /position (\d+)/.exec(String(error)) ?? [];
    refuse(place === undefined ? lineAt(text, text.length) : lineAt(text, Number(place)), "is not valid");
    return undefined;
  }
}

/** What tells an entry without an id from the others: its content, and its number among those that are the same. */
function sourceOf(entry: unknown, copies: Map<string, number>): string {
  const digest = createHash("sha256").update(JSON.stringify(entry)).digest("base64url");
  const copy = copies.get(digest) ?? 0;
  copies.set(digest, copy + 1);
  return `json:${digest}:${copy}`;
}
