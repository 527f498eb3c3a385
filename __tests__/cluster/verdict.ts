import type { Client as Database } from "pg";
import type { Verdict } from "../../chaos/verdict";
import type { LoadedTask } from "../../scripts/rehearse/load/load";

interface Row {
  id: string;
  /** Entries of the history, in the order in which they were written. */
  types: string[];
  /** Occurrences of its series beside it. */
  occurrences: number;
  reminders: number;
}

/** What is in the database of some tasks. */
async function rowsOf(database: Database, tasks: readonly LoadedTask[]): Promise<Map<string, Row>> {
  const { rows } = await database.query<Row>(
    `select t.id,
       (select coalesce(array_agg(a.type order by a.id), '{}') from freehold.audit_entries a where a.task_id = t.id) as types,
       (select count(*)::int from freehold.tasks o where o.series_id = t.series_id and o.id <> t.id) as occurrences,
       (select count(*)::int from freehold.reminders r where r.task_id = t.id) as reminders
     from freehold.tasks t where t.id = any($1::uuid[])`,
    [tasks.map(({ id }) => id)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const created = "freehold.task.created.v1";
const completed = "freehold.task.completed.v1";

/**
 * Compares what the platform took with what its consumers made of it: one entry of the history for each change, in order;
 * one next occurrence for each task that is done; one reminder for each task.
 */
export async function judgeTasks(database: Database, tasks: readonly LoadedTask[]): Promise<Verdict> {
  const rows = await rowsOf(database, tasks);
  const verdict = { lost: 0, doubled: 0, disordered: 0 };
  for (const task of tasks) {
    const row = rows.get(task.id);
    const types = row?.types ?? [];
    const wanted = task.completed ? [created, completed] : [created];
    const count = (type: string) => types.filter((each) => each === type).length;
    for (const type of wanted) {
      if (count(type) === 0) verdict.lost += 1;
      if (count(type) > 1) verdict.doubled += 1;
    }
    const seen = types.filter((type) => wanted.includes(type));
    if (seen.length === 2 && seen[0] !== created) verdict.disordered += 1;
    const occurrences = row?.occurrences ?? 0;
    if (occurrences < (task.completed ? 1 : 0) || (row?.reminders ?? 0) < 1) verdict.lost += 1;
    if (occurrences > (task.completed ? 1 : 0) || (row?.reminders ?? 0) > 1) verdict.doubled += 1;
  }
  return verdict;
}
