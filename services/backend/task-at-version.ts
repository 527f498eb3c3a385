import * as z from "zod";
import { type TaskSnapshot, taskSnapshotSchema } from "../contracts/task";
import type { Sql } from "../runtime/database/database";

/** Entries of a task's history that are looked at, newest first: what is undone is rarely old. */
const mostEntries = 1_000;

const rowSchema = z.object({ task: taskSnapshotSchema });

/**
 * A task as it was at a version, by its history. The entry that made the version tells it, and so does the entry of the change
 * after it.
 * @returns undefined when the history does not tell: not yet, or not any more
 */
export async function taskAtVersion(
  sql: Sql,
  { id, ownerId }: Pick<TaskSnapshot, "id" | "ownerId">,
  version: number,
): Promise<TaskSnapshot | undefined> {
  const { rows } = await sql.query(
    `select case when (after->>'version')::int = $3 then after else before end as task
     from (
       select before, after from freehold.audit_entries
       where task_id = $1 and owner_id = $2 and type like 'freehold.task.%'
       order by occurred_at desc, event_id desc limit ${mostEntries}
     ) newest
     where (after->>'version')::int = $3 or (before->>'version')::int = $3 limit 1`,
    [id, ownerId, version],
  );
  return rowSchema.safeParse(rows[0]).data?.task;
}
