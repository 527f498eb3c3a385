import * as z from "zod";
import type { ListSnapshot } from "../contracts/list";
import { type ListRow, listColumns, toListSnapshot } from "../domain/lists";
import type { Sql } from "../runtime/database/database";
import { boundedPage, decodeCursor, type PageRow, toPage } from "./page";

/** The place of a list in the order of the owner's lists. */
const place = z.tuple([z.number(), z.uuid()]);

const page = boundedPage(
  `select ${listColumns}, octet_length(name) as bytes from freehold.lists
   where owner_id = $1 and ($2::float8 is null or (position, id) > ($2, $3::uuid)) order by position, id limit $4`,
  "position, id",
);

/** One page of an owner's lists, in their order. */
export async function listLists(
  sql: Sql,
  ownerId: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ items: ListSnapshot[]; nextCursor: string | null }> {
  const [position, id] = decodeCursor(cursor, place) ?? [];
  const { rows } = await sql.query<ListRow & PageRow>(page, [ownerId, position, id, limit + 1]);
  return toPage(rows, limit, toListSnapshot, (row) => [row.position, row.id]);
}

export async function findList(sql: Sql, ownerId: string, id: string): Promise<ListSnapshot | undefined> {
  const { rows } = await sql.query<ListRow>(
    `select ${listColumns} from freehold.lists where id = $1 and owner_id = $2`,
    [id, ownerId],
  );
  return rows[0] && toListSnapshot(rows[0]);
}
