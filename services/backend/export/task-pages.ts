import { type StoredTask, type TaskRow, taskColumns, toSnapshot } from "../../domain/task-row";
import type { Sql } from "../../runtime/database/database";
import { boundedPage, type PageRow } from "../page";

const pageSize = 200;

/** Order and comparison are those of tasks_by_owner: by id alone Postgres would read the tasks of all owners. */
const pageOf = (condition: string): string =>
  boundedPage(
    `select ${taskColumns}, octet_length(json_build_array(title, description, tags, checklist)::text) as bytes from freehold.tasks
     where owner_id = any($1::text[]) and ($2::uuid is null or id > $2) and ${condition}
     order by owner_id desc, id limit $3`,
    "id",
  );

const statements = {
  all: pageOf("true"),
  /** Open tasks with a due date. */
  due: pageOf("status = 'open' and due_at is not null"),
};

/**
 * The tasks of an owner, oldest first, a page at a time. Each page is a statement of its own, sent when the reader asks for it: a
 * slow reader holds no transaction. A task that is created meanwhile comes last, and one that is deleted may be missing.
 */
export async function* taskPages(
  sql: Sql,
  ownerId: string,
  which: keyof typeof statements = "all",
): AsyncGenerator<StoredTask[]> {
  let after: string | null = null;
  for (;;) {
    const { rows }: { rows: (TaskRow & PageRow)[] } = await sql.query(statements[which], [
      [ownerId],
      after,
      pageSize + 1,
    ]);
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    if (!last) return;
    yield page.map(toSnapshot);
    if (last.found <= page.length) return;
    after = last.id;
  }
}
