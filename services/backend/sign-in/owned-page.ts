import * as z from "zod";
import type { Sql } from "../../runtime/database/database";
import { boundedPage, decodeCursor, type PageRow, toPage } from "../page";

interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

/**
 * Reads pages of what an owner has in a table of schema freehold, newest first.
 * @param bytes what of a row has no fixed length, in SQL
 * @param condition which rows count, in SQL. Default: all
 */
export function ownedPage<Row extends PageRow & { id: string }>(
  table: string,
  columns: string,
  bytes: string,
  condition = "true",
) {
  const statement = boundedPage(
    `select ${columns}, ${bytes} as bytes from freehold.${table}
     where owner_id = $1 and ${condition} and ($2::uuid is null or id < $2) order by id desc limit $3`,
    "id desc",
  );
  return async <Item>(
    sql: Pick<Sql, "query">,
    ownerId: string,
    { limit, cursor }: PageQuery,
    toItem: (row: Row) => Item,
  ) => {
    const { rows } = await sql.query<Row>(statement, [ownerId, decodeCursor(cursor, z.uuid()), limit + 1]);
    return toPage(rows, limit, toItem, ({ id }) => id);
  };
}
