import * as z from "zod";
import { type TaskRow, toSnapshot } from "../domain/task-row";
import type { Sql } from "../runtime/database/database";
import { decodeCursor, type PageRow, toPage } from "./page";
import type { TaskFilters } from "./task-filters";
import { type Place, type PlacedRow, placeOf, places, type Sort } from "./task-order";
import { taskQuery } from "./task-query";
import { type TaskView, withReminders } from "./task-view";

type Filters = Omit<TaskFilters, "olderThan" | "place"> & { cursor?: string };

/** One page of an owner's tasks, newest first unless `sort` says otherwise: ids are UUIDv7, so they are in the order of creation. */
export async function listTasks(
  sql: Sql,
  ownerId: string,
  { cursor, ...filters }: Filters,
): Promise<{ items: TaskView[]; nextCursor: string | null }> {
  const { sort = "created" } = filters;
  const place = decodeCursor<Place>(cursor, cursorOf(sort));
  const { text, values } = taskQuery(ownerId, { ...filters, olderThan: place?.[0], place });
  const { rows } = await sql.query<TaskRow & PlacedRow & PageRow>(text, values);
  // The cursor of the newest first has been an id alone for longer than there are other orders.
  const page = toPage(rows, filters.limit, toSnapshot, (row) => (sort === "created" ? row.id : placeOf[sort](row)));
  return { ...page, items: await withReminders(sql, page.items) };
}

const cursorOf = (sort: Sort) =>
  sort === "created" ? z.uuid().transform((id): Place => [id]) : places[sort].transform((place): Place => place);
