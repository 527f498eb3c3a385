import { type EventType, eventTypes } from "../../contracts/events";
import type { Quotas } from "../../contracts/quotas";
import type { Transaction } from "../database/database";

const tasksBy: Partial<Record<EventType, number>> = {
  "freehold.task.created.v1": 1,
  "freehold.task.deleted.v1": -1,
  "freehold.task.restored.v1": 1,
};

/** Postgres has no infinity among its integers; null is no limit there. */
const limit = (most: number): number | null => (Number.isFinite(most) ? most : null);

/**
 * Counts a change of a task for its owner, with the commit. It fails there with `quotaExceeded` when that is too much; to
 * delete a task is never too much. Far from the limits, an owner's transactions do not wait for each other.
 * @param bytes of the event, which are about those of its history. A deletion counts twice: the deleted task is kept, too
 * @param quotas what the owner may use; undefined for a consumer, which does what was allowed before
 */
export function countUse(
  tx: Transaction,
  { type, ownerId }: { type: EventType; ownerId: string },
  bytes: number,
  quotas: Quotas | undefined,
): void {
  if (eventTypes[type].topic !== "task-events") return;
  const tasks = tasksBy[type] ?? 0;
  if (!quotas) {
    if (tasks === 0) return;
    tx.atEnd("insert into freehold.owner_use_pending (owner_id, tasks) values ($1, $2)", [ownerId, tasks]);
    return;
  }
  const limits =
    tasks < 0
      ? [null, null, null]
      : [limit(quotas.tasks), limit(quotas.changesPerDay), limit(quotas.historyMbPerDay * 1_000_000)];
  tx.atEnd("select freehold.count_change($1, $2, $3, $4, $5, $6)", [
    ownerId,
    tasks,
    tasks < 0 ? bytes * 2 : bytes,
    ...limits,
  ]);
}
