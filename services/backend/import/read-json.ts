import { createHash } from "node:crypto";
import * as z from "zod";
import { exportFormat } from "../export/exported-task";
import type { FileReader } from "./file-reader";
import { checkImported, type ImportedTask } from "./imported-task";
import { lineAt, linesOfEntries } from "./json-lines";

const fileSchema = z.object({
  format: z.unknown().optional(),
  version: z.unknown().optional(),
  tasks: z.unknown().optional(),
});
const identified = z.object({ id: z.uuid() });

/** Reads Freehold's own format. */
export const readJson: FileReader = async (text, { problems, time, now }) => {
  const document = fileSchema.safeParse(parse(text, (line, message) => problems.add(line, "JSON", message))).data;
  problems.throwIfAny();
  const { format, version, tasks } = document ?? {};
  if (format !== exportFormat.format) problems.add(1, "format", `must be "${exportFormat.format}"`);
  else if (version !== exportFormat.version)
    problems.add(1, "version", `must be ${exportFormat.version}, the one that this release reads`);
  else if (!Array.isArray(tasks)) problems.add(1, "tasks", "must be a list");
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
  return { tasks: read, notes: [] };
};

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
