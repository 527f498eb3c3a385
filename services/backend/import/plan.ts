import { validate } from "uuid";
import { fieldProblem } from "../../contracts/field-problem";
import type { TaskFromElsewhere } from "../../domain/import-tasks";
import type { Sql } from "../../runtime/database/database";
import { derivedId } from "./derived-id";
import type { ReadingContext } from "./file-reader";
import type { ImportedTask } from "./imported-task";

const uidPrefix = "uid:";
/** Ids that are looked up in one statement. */
const batch = 1_000;

/**
 * Gives tasks their ids, and leaves out those that the owner has: made of the same source before, or still there since they were
 * exported.
 */
export async function planImport(
  sql: Sql,
  ownerId: string,
  tasks: readonly ImportedTask[],
  { problems, time }: Pick<ReadingContext, "problems" | "time">,
): Promise<{ planned: TaskFromElsewhere[]; existing: number }> {
  const lines = new Map<string, number>();
  const all: { ids: string[]; task: TaskFromElsewhere }[] = [];
  for (const { source, line, ...task } of tasks) {
    await time.pause();
    const first = lines.get(source);
    if (first !== undefined)
      problems.add(line, "id", fieldProblem("TASK_TWICE", `is that of the task in line ${first}`, { line: first }));
    lines.set(source, line);
    const { occurrence } = task;
    const series = occurrence && (occurrence.seriesId ? `series:${occurrence.seriesId}` : `series of ${source}`);
    const id = derivedId(ownerId, source, task.createdAt);
    const exported = source.startsWith(uidPrefix) ? source.slice(uidPrefix.length) : "";
    all.push({
      ids: validate(exported) ? [id, exported] : [id],
      task: { ...task, id, occurrence: series ? { ...occurrence, seriesId: derivedId(ownerId, series, null) } : null },
    });
  }
  problems.throwIfAny();
  const known = new Set<string>();
  for (let from = 0; from < all.length; from += batch) {
    const ids = all.slice(from, from + batch).flatMap((each) => each.ids);
    const { rows } = await sql.query<{ id: string }>(
      "select id from freehold.tasks where owner_id = $1 and id = any($2::uuid[])",
      [ownerId, ids],
    );
    for (const { id } of rows) known.add(id);
  }
  const planned = all.filter(({ ids }) => !ids.some((id) => known.has(id.toLowerCase()))).map(({ task }) => task);
  return { planned, existing: all.length - planned.length };
}
