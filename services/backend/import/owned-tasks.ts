import type { Sql } from "../../runtime/database/database";
import { sourcePart } from "./derived-id";

const pageSize = 1_000;

/** Which tasks an owner has, by their ids and by what they were made of. */
export interface OwnedTasks {
  ids: ReadonlySet<string>;
  sourceParts: ReadonlySet<string>;
}

/**
 * Reads the ids of all tasks of an owner: the id of an imported one has the time of its import in it, which its file does not tell.
 * Order and comparison are those of tasks_by_owner, which has all that is read.
 */
export async function ownedTasks(sql: Sql, ownerId: string): Promise<OwnedTasks> {
  const ids = new Set<string>();
  const sourceParts = new Set<string>();
  let after: string | null = null;
  for (;;) {
    const { rows }: { rows: { id: string }[] } = await sql.query(
      `select id from freehold.tasks where owner_id = any($1::text[]) and ($2::uuid is null or id > $2)
       order by owner_id desc, id limit ${pageSize}`,
      [[ownerId], after],
    );
    for (const { id } of rows) {
      ids.add(id);
      sourceParts.add(sourcePart(id));
    }
    if (rows.length < pageSize) return { ids, sourceParts };
    after = rows.at(-1)?.id ?? null;
  }
}
