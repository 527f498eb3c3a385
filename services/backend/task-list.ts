import * as z from "zod";
import { type TaskRow, taskColumns, toSnapshot } from "../domain/tasks";
import type { Sql } from "../runtime/database";
import { decodeCursor, toPage } from "./cursor";
import type { listTasksSchema } from "./schemas";
import { type TaskView, withReminders } from "./task-view";

type Filters = Partial<z.infer<typeof listTasksSchema>> & { id?: string; limit: number };

/** One page of an owner's tasks, newest first: ids are UUIDv7, so they are in the order of creation. */
export async function listTasks(
  sql: Sql,
  ownerId: string,
  filters: Filters,
): Promise<{ items: TaskView[]; nextCursor: string | null }> {
  const after = decodeCursor(filters.cursor, z.uuid());
  const { rows } = await sql.query<TaskRow>(
    `select ${taskColumns} from freehold.tasks
     where owner_id = $1
       and ($2::uuid is null or id = $2)
       and ($3::uuid is null or id < $3)
       and ($4::text is null or status = $4)
       and ($5::text is null or priority = $5)
       and ($6::text is null or $6 = any(tags))
       and ($7::timestamptz is null or due_at < $7)
       and ($8::timestamptz is null or due_at >= $8)
       and ($9::text is null or position(lower($9) in lower(title || ' ' || coalesce(description, ''))) > 0)
     order by id desc limit $10`,
    [
      ownerId,
      filters.id,
      after,
      filters.status,
      filters.priority,
      filters.tag,
      filters.dueBefore,
      filters.dueAfter,
      filters.search,
      filters.limit + 1,
    ],
  );
  const page = toPage(rows, filters.limit, toSnapshot, (row) => row.id);
  return { ...page, items: await withReminders(sql, page.items) };
}
