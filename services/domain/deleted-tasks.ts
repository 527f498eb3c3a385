import { restorableDays } from "../contracts/retention";
import type { TaskSnapshot } from "../contracts/task";
import type { Sql } from "../runtime/database/database";
import { type StoredTask, type TaskRow, taskColumns, toSnapshot } from "./task-row";
import { deleteTask, type Emit } from "./tasks";

/** Which rows `d` of freehold.deleted_tasks can still be restored: the clean-up may come late. */
export const isRestorable = `d.deleted_at > now() - interval '${restorableDays} days'`;

/** The row of a deleted task `d` as one of freehold.tasks, `t`. */
export const asTaskRow = "cross join lateral jsonb_populate_record(null::freehold.tasks, d.task) t";

/** Deletes a locked task for its owner, who can restore it for `restorableDays`. */
export async function discardTask(tx: Sql, emit: Emit, actor: string, before: TaskSnapshot): Promise<void> {
  await tx.query(
    `insert into freehold.deleted_tasks (id, owner_id, actor, task)
     select t.id, t.owner_id, $2, to_jsonb(t) from freehold.tasks t where t.id = $1`,
    [before.id, actor],
  );
  await deleteTask(tx, emit, actor, before);
}

/** Locks deleted tasks of an owner, in the order of their ids, as they were when they were deleted. */
export async function lockDeletedTasks(tx: Sql, ownerId: string, ids: readonly string[]): Promise<StoredTask[]> {
  const { rows } = await tx.query<TaskRow>(
    `select t.* from freehold.deleted_tasks d ${asTaskRow}
     where d.id = any($1) and d.owner_id = $2 and ${isRestorable} order by d.id for update of d`,
    [ids, ownerId],
  );
  return rows.map(toSnapshot);
}

/**
 * Restores a locked deleted task as it was, at its next version. Where its list is gone, it comes to the default list.
 * @returns undefined when its place in a series is another task's by now
 */
export async function restoreTask(
  tx: Sql,
  emit: Emit,
  actor: string,
  { id, listId }: StoredTask,
): Promise<StoredTask | undefined> {
  const { rows } = await tx.query<TaskRow>(
    `with list as (
       select id from freehold.lists where id = $3 for key share
     ), restored as (
       insert into freehold.tasks
       select t.* from freehold.deleted_tasks d
       cross join lateral jsonb_populate_record(null::freehold.tasks, d.task || jsonb_build_object(
         'actor', $2::text, 'updated_at', now(), 'version', (d.task->>'version')::int + 1,
         'list_id', (select id from list))) t
       where d.id = $1
       on conflict (series_id, local_time) do nothing
       returning ${taskColumns}
     ), gone as (
       delete from freehold.deleted_tasks d using restored where d.id = restored.id
     )
     select * from restored`,
    [id, actor, listId],
  );
  if (!rows[0]) return undefined;
  const task = toSnapshot(rows[0]);
  const base = { subject: task.id, ownerId: task.ownerId, actor };
  emit({ ...base, type: "freehold.task.restored.v1", data: { task } });
  emit({ ...base, type: "freehold.task-update.changed.v1", data: { task } });
  return task;
}
