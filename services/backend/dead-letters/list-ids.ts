import type { Sql } from "../../runtime/database/database";
import { firstId } from "../events/id-time";
import { type DeadLetterFilter, matches, valuesOf, walk, walkedLetters } from "./filter";

/** The ids of the next dead letters that a filter means, oldest first: a replay goes in the order of their failures. */
export async function listDeadLetterIds(
  sql: Sql,
  filter: DeadLetterFilter,
  { limit, after = firstId }: { limit: number; after?: string },
): Promise<{ ids: string[]; next: string | null }> {
  const { rows } = await sql.query<{ id: string | null; walked: number; reached: string | null }>(
    `with walked as materialized (${walk("asc", "$11::uuid")})
     select found.id, state.walked, state.reached from (
       select count(*) as walked, (select id::text from walked order by id desc limit 1) as reached from walked) state
     left join (select id::text from walked where ${matches} order by id limit $12) found on true order by id`,
    [...valuesOf(filter), after, limit + 1],
  );
  const found = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  const ids = found.slice(0, limit);
  const { walked = 0, reached = null } = rows[0] ?? {};
  const next = found.length > limit ? (ids.at(-1) ?? null) : walked < walkedLetters ? null : reached;
  return { ids, next };
}
