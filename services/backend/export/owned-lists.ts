import type { ListSnapshot } from "../../contracts/list";
import { mostLists } from "../../contracts/quotas";
import { type ListRow, listColumns, toListSnapshot } from "../../domain/lists";
import type { Sql } from "../../runtime/database/database";

/** A list as an export has it. */
export type ExportedList = Pick<ListSnapshot, "id" | "name" | "colour" | "order">;

/** All lists of an owner, in their order: they are few, and small. */
export async function ownedLists(sql: Sql, ownerId: string): Promise<ExportedList[]> {
  const { rows } = await sql.query<ListRow>(
    `select ${listColumns} from freehold.lists where owner_id = $1 order by position, id limit $2`,
    [ownerId, mostLists],
  );
  return rows.map(toListSnapshot).map(({ id, name, colour, order }) => ({ id, name, colour, order }));
}
