import { type TaskRow, taskColumns, toSnapshot } from "../../domain/task-row";
import { deleteTask } from "../../domain/tasks";
import type { ServiceContext } from "../../runtime/host/service";
import type { Identity } from "../../runtime/http/auth";
import { deletedTables } from "./owned-tables";

/** Tasks, and rows of other tables, that are deleted in one transaction. */
const chunk = { tasks: 100, rows: 1_000 };

/** How many rows went. */
export type Deleted = Record<"tasks" | keyof typeof deletedTables, number>;

/**
 * Deletes what an owner has, in chunks. The tasks go as if each was deleted by hand, so that consumers follow. Feeds go first: they
 * show tasks. Called again after an interruption, it deletes what is left.
 */
export async function deleteAccount(
  context: Pick<ServiceContext, "database" | "emit" | "relay">,
  identity: Identity,
  traceparent: string | undefined,
): Promise<Deleted> {
  const database = context.database();
  const deleted: Deleted = { tasks: 0, notifications: 0, calendarFeeds: 0, idempotencyKeys: 0 };
  const entries = Object.entries(deletedTables) as [keyof typeof deletedTables, string][];
  for (const [name, table] of entries.sort(([one]) => (one === "calendarFeeds" ? -1 : 1))) {
    for (let rows = chunk.rows; rows === chunk.rows; deleted[name] += rows) {
      const statement = `delete from freehold.${table} where ctid = any(array(
        select ctid from freehold.${table} where owner_id = $1 limit $2))`;
      rows = (await database.query(statement, [identity.ownerId, chunk.rows])).rowCount ?? 0;
    }
  }
  for (let tasks = chunk.tasks; tasks === chunk.tasks; deleted.tasks += tasks) {
    tasks = await deleteTasks(context, identity, traceparent);
    context.relay();
  }
  return deleted;
}

const deleteTasks = (
  { database, emit }: Pick<ServiceContext, "database" | "emit">,
  { ownerId, actor }: Identity,
  traceparent: string | undefined,
): Promise<number> =>
  database().transaction(async (tx) => {
    // The owner is compared with a list of one, so that the index of the owner's tasks is used: see task-query.ts.
    const { rows } = await tx.query<TaskRow>(
      `select ${taskColumns} from freehold.tasks where owner_id = any($1::text[]) order by owner_id, id desc limit $2 for update`,
      [[ownerId], chunk.tasks],
    );
    const write = (event: Parameters<typeof emit>[1]) => emit(tx, { ...event, traceparent });
    await Promise.all(rows.map((row) => deleteTask(tx, write, actor, toSnapshot(row))));
    return rows.length;
  });
