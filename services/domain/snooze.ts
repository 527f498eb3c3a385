import type { Sql } from "../runtime/database/database";
import { type StoredTask, type TaskRow, taskColumns } from "./task-row";
import { type Emit, emitTaskChange } from "./tasks";

/** Sets when the owner of a locked task wants to be reminded once more; null: not any more. */
export async function snoozeTask(
  tx: Sql,
  emit: Emit,
  actor: string,
  before: StoredTask,
  at: Date | null,
): Promise<StoredTask> {
  if ((at?.toISOString() ?? null) === (before.snoozedUntil ?? null)) return before;
  const { rows } = await tx.query<TaskRow>(
    `update freehold.tasks set actor = $2, snoozed_until = $3, updated_at = now(), version = version + 1
     where id = $1 returning ${taskColumns}`,
    [before.id, actor, at],
  );
  return emitTaskChange(emit, actor, "freehold.task.updated.v1", before, rows[0]);
}
