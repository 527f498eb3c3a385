import type { ListSnapshot } from "../contracts/list";
import type { Sql } from "../runtime/database/database";
import { type TaskRow, taskColumns, toSnapshot } from "./task-row";
import { type Emit, emitTaskChange } from "./tasks";

/** How many tasks a list has, done or not. */
export async function countTasksOf(tx: Sql, { ownerId, id }: ListSnapshot): Promise<number> {
  const { rows } = await tx.query<{ tasks: number }>(
    "select count(*) as tasks from freehold.tasks where owner_id = $1 and list_id = $2",
    [ownerId, id],
  );
  return rows[0]?.tasks ?? 0;
}

/**
 * Moves tasks of a locked list to the owner's default list, each with its event.
 * @param most tasks that are moved
 */
export async function emptyList(tx: Sql, emit: Emit, actor: string, list: ListSnapshot, most: number): Promise<void> {
  // By tasks_by_list, whose order it is; locked in the order of ids, so that no two transactions wait for each other.
  const { rows: found } = await tx.query<TaskRow>(
    `select ${taskColumns} from freehold.tasks where id = any(array(
       select id from freehold.tasks where owner_id = $1 and list_id = $2
       order by owner_id, list_id, status, priority, id desc limit $3
     )) order by id for update`,
    [list.ownerId, list.id, most],
  );
  if (found.length === 0) return;
  const { rows: moved } = await tx.query<TaskRow>(
    `update freehold.tasks set actor = $2, list_id = null, updated_at = now(), version = version + 1
     where id = any($1) returning ${taskColumns}`,
    [found.map(({ id }) => id), actor],
  );
  const after = new Map(moved.map((row) => [row.id, row]));
  for (const row of found) emitTaskChange(emit, actor, "freehold.task.updated.v1", toSnapshot(row), after.get(row.id));
}
