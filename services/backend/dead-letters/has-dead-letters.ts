import type { Sql } from "../../runtime/database/database";

/** Whether there is any dead letter, so that a page asks for none where there is none. */
export async function hasDeadLetters(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ found: boolean }>("select exists (select from freehold.dead_letters) as found");
  return rows[0]?.found ?? false;
}
