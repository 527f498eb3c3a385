import { type TaskRow, taskColumns, toSnapshot } from "../../domain/task-row";
import { deleteTask } from "../../domain/tasks";
import type { ServiceContext } from "../../runtime/host/service";
import type { Identity } from "../../runtime/http/auth";
import type { EventWriter } from "../event-writer";
import { deletedTables } from "./owned-tables";

/** Tasks, and rows of other tables, that are deleted in one transaction. */
const chunk = { tasks: 100, rows: 1_000 };

/** How many rows went. */
export type Deleted = Record<"tasks" | keyof typeof deletedTables, number>;

/**
 * Deletes what an owner has, in chunks. Feeds and push subscriptions go first: they show tasks. The tasks go as if each was deleted by hand, so that consumers
 * follow, but not into the trash. Called again after an interruption, it deletes what is left.
 */
export async function deleteAccount(
  context: Pick<ServiceContext, "database" | "relay">,
  identity: Identity,
  writer: EventWriter,
): Promise<Deleted> {
  const database = context.database();
  const { calendarFeeds, pushSubscriptions, ...others } = deletedTables;
  const deleteRows = async (table: string): Promise<number> => {
    let count = 0;
    for (let rows = chunk.rows; rows === chunk.rows; count += rows) {
      const statement = `delete from freehold.${table} where ctid = any(array(
        select ctid from freehold.${table} where owner_id = $1 limit $2))`;
      rows = (await database.query(statement, [identity.ownerId, chunk.rows])).rowCount ?? 0;
    }
    return count;
  };
  const first = {
    calendarFeeds: await deleteRows(calendarFeeds),
    pushSubscriptions: await deleteRows(pushSubscriptions),
  };
  let tasks = 0;
  for (let some = chunk.tasks; some === chunk.tasks; tasks += some) {
    some = await deleteTasks(context, identity, writer);
    context.relay();
  }
  const rest = {} as Record<keyof typeof others, number>;
  for (const [name, table] of Object.entries(others)) rest[name as keyof typeof others] = await deleteRows(table);
  return { tasks, ...first, ...rest };
}

const deleteTasks = (
  { database }: Pick<ServiceContext, "database">,
  { ownerId, actor }: Identity,
  writer: EventWriter,
): Promise<number> =>
  database().transaction(async (tx) => {
    // The owner is compared with a list of one, so that the index of the owner's tasks is used: see task-query.ts.
    const { rows } = await tx.query<TaskRow>(
      `select ${taskColumns} from freehold.tasks where owner_id = any($1::text[]) order by owner_id, id desc limit $2 for update`,
      [[ownerId], chunk.tasks],
    );
    const write = writer(tx);
    await Promise.all(rows.map((row) => deleteTask(tx, write, actor, toSnapshot(row))));
    return rows.length;
  });
