import { replayHours } from "../../contracts/topics";
import type { Sql } from "../../runtime/database/database";
import { lastId } from "../events/id-time";
import { type DeadLetterFilter, matches, valuesOf, walk, walkedLetters } from "./filter";

/** Dead letters of one consumer and type that failed alike. */
export interface DeadLetterGroup {
  consumer: string;
  type: string | null;
  code: string;
  /** The reason without ids and numbers; a filter takes it as `error`. */
  error: string;
  count: number;
  /** Of these, how many a replay sends again. */
  replayable: number;
  oldestAt: Date;
  newestAt: Date;
  newestId: string;
}

/** Groups that are listed, the largest first. */
const mostGroups = 100;

/**
 * Counts the dead letters that a filter means by consumer, type and error.
 * @returns `complete`: whether all dead letters were looked at, and all groups are listed
 */
export async function groupDeadLetters(
  sql: Sql,
  filter: DeadLetterFilter,
): Promise<{ groups: DeadLetterGroup[]; complete: boolean }> {
  const { rows } = await sql.query<DeadLetterGroup & { walked: number }>(
    `with walked as materialized (${walk("desc", "$11::uuid")}),
     grouped as (
       select consumer, type, code, error, count(*) as count,
         count(*) filter (where replayable and first_failed_at >= now() - $12 * interval '1 hour') as replayable,
         min(dead_at) as "oldestAt", max(dead_at) as "newestAt",
         (array_agg(id order by id desc))[1] as "newestId"
       from walked where ${matches} group by consumer, type, code, error)
     select grouped.*, state.walked from (select count(*) as walked from walked) state
     left join grouped on true order by count desc, "newestId" desc limit ${mostGroups + 1}`,
    [...valuesOf(filter), lastId, replayHours],
  );
  const found = rows.filter(({ consumer }) => consumer !== null);
  const groups = found
    .slice(0, mostGroups)
    .map(({ consumer, type, code, error, count, replayable, oldestAt, newestAt, newestId }) => ({
      ...{ consumer, type, code, error, count, replayable, oldestAt, newestAt, newestId },
    }));
  return { groups, complete: (rows[0]?.walked ?? 0) < walkedLetters && found.length <= mostGroups };
}
