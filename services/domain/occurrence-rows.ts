import { v7 as uuidv7 } from "uuid";
import type { Occurrence, TaskSnapshot } from "../contracts/task";
import type { Sql } from "../runtime/database/database";
import { type TaskRow, taskColumns, toSnapshot } from "./task-row";

/**
 * Locks the task that holds this place of a series, if it is as it was made: open, and never changed.
 * @param localTime the place, as Occurrence.localTime
 */
export async function lockUntouchedOccurrence(
  tx: Sql,
  ownerId: string,
  seriesId: string,
  localTime: string,
): Promise<TaskSnapshot | undefined> {
  const { rows } = await tx.query<TaskRow>(
    `select ${taskColumns} from freehold.tasks
     where series_id = $1 and local_time = $2 and owner_id = $3 and version = 1 and status = 'open' for update`,
    [seriesId, localTime, ownerId],
  );
  return rows[0] && toSnapshot(rows[0]);
}

/** Whether a series has a task after this place, done or not. */
export async function hasOccurrenceAfter(tx: Sql, seriesId: string, localTime: string): Promise<boolean> {
  const { rowCount } = await tx.query("select from freehold.tasks where series_id = $1 and local_time > $2 limit 1", [
    seriesId,
    localTime,
  ]);
  return rowCount === 1;
}

/** A moved place, in another series where a task holds it already: one that was completed before keeps it. */
export async function inFreePlace<Change extends { occurrence?: Occurrence }>(
  tx: Sql,
  taskId: string,
  change: Change,
): Promise<Change> {
  const { occurrence } = change;
  if (!occurrence) return change;
  const { rowCount } = await tx.query(
    "select from freehold.tasks where series_id = $1 and local_time = $2 and id <> $3",
    [occurrence.seriesId, occurrence.localTime, taskId],
  );
  return rowCount === 0 ? change : { ...change, occurrence: { ...occurrence, seriesId: uuidv7() } };
}
