import type { Sql } from "../database/database";

export type Discard = "discarded" | "unchanged" | "unknown" | "replayed already";

/**
 * Gives up on a dead letter: it is no longer replayed, and its row says who discarded it, when and why, for as long as dead
 * letters are kept. Discarding it a second time changes nothing.
 */
export async function discardDeadLetter(
  sql: Sql,
  id: string,
  { by, reason }: { by: string; reason: string },
): Promise<Discard> {
  const { rowCount } = await sql.query(
    `update freehold.dead_letters set discarded_at = now(), discarded_by = $2, discard_reason = $3
     where id = $1 and status = 'dead' and discarded_at is null`,
    [id, by, reason],
  );
  if (rowCount) return "discarded";
  const { rows } = await sql.query<{ status: string }>("select status from freehold.dead_letters where id = $1", [id]);
  if (!rows[0]) return "unknown";
  return rows[0].status === "dead" ? "unchanged" : "replayed already";
}
