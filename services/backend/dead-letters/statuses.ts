import type { Sql } from "../../runtime/database/database";
import { type DeadLetterStatus, statusColumn } from "./filter";

/** How far dead letters are; those that are gone are left out. */
export async function statusesOf(
  sql: Sql,
  ids: readonly string[],
): Promise<{ id: string; status: DeadLetterStatus }[]> {
  const { rows } = await sql.query<{ id: string; status: DeadLetterStatus }>(
    `select id, ${statusColumn} as status from freehold.dead_letters where id = any($1::uuid[])`,
    [ids],
  );
  return rows;
}
