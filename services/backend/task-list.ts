import * as z from "zod";
import { type TaskRow, toSnapshot } from "../domain/tasks";
import type { Sql } from "../runtime/database/database";
import { decodeCursor, type PageRow, toPage } from "./page";
import type { TaskFilters } from "./task-filters";
import { taskQuery } from "./task-query";
import { type TaskView, withReminders } from "./task-view";

type Filters = Omit<TaskFilters, "olderThan"> & { cursor?: string };

/** One page of an owner's tasks, newest first: ids are UUIDv7, so they are in the order of creation. */
export async function listTasks(
  sql: Sql,
  ownerId: string,
  { cursor, ...filters }: Filters,
): Promise<{ items: TaskView[]; nextCursor: string | null }> {
  const { text, values } = taskQuery(ownerId, { ...filters, olderThan: decodeCursor(cursor, z.uuid()) });
  const { rows } = await sql.query<TaskRow & PageRow>(text, values);
  const page = toPage(rows, filters.limit, toSnapshot, (row) => row.id);
  return { ...page, items: await withReminders(sql, page.items) };
}
