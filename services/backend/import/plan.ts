import { validate } from "uuid";
import { fieldProblem } from "../../contracts/field-problem";
import type { TaskFromElsewhere } from "../../domain/import-tasks";
import type { Sql } from "../../runtime/database/database";
import { derivedId, importedTaskId, sourcePart } from "./derived-id";
import type { ReadingContext } from "./file-reader";
import type { ImportedTask } from "./imported-task";
import { ownedTasks } from "./owned-tasks";

const uidPrefix = "uid:";

/**
 * Gives tasks their ids, and leaves out those that the owner has: made of the same source before, or still there since they were
 * exported.
 * @param importedAt when the file was first imported
 */
export async function planImport(
  sql: Sql,
  ownerId: string,
  tasks: readonly ImportedTask[],
  { problems, time, importedAt }: Pick<ReadingContext, "problems" | "time"> & { importedAt: Date },
): Promise<{ planned: TaskFromElsewhere[]; existing: number }> {
  const lines = new Map<string, number>();
  const all: { exported: string; task: TaskFromElsewhere }[] = [];
  for (const [index, { source, line, ...task }] of tasks.entries()) {
    await time.pause();
    const first = lines.get(source);
    if (first !== undefined)
      problems.add(line, "id", fieldProblem("TASK_TWICE", `is that of the task in line ${first}`, { line: first }));
    lines.set(source, line);
    const { occurrence } = task;
    const series = occurrence && (occurrence.seriesId ? `series:${occurrence.seriesId}` : `series of ${source}`);
    const id = importedTaskId(ownerId, source, { createdAt: task.createdAt, importedAt, index });
    const uid = source.startsWith(uidPrefix) ? source.slice(uidPrefix.length) : "";
    all.push({
      exported: validate(uid) ? uid.toLowerCase() : id,
      task: { ...task, id, occurrence: series ? { ...occurrence, seriesId: derivedId(ownerId, series) } : null },
    });
  }
  problems.throwIfAny();
  const { ids, sourceParts } = await ownedTasks(sql, ownerId);
  const planned = all
    .filter(({ exported, task }) => !ids.has(exported) && !sourceParts.has(sourcePart(task.id)))
    .map(({ task }) => task);
  return { planned, existing: all.length - planned.length };
}
