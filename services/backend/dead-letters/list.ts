import { maxPageBytes } from "../../contracts/limits";
import type { Sql } from "../../runtime/database/database";
import { lastId } from "../events/id-time";
import {
  type DeadLetterFilter,
  type DeadLetterStatus,
  matches,
  statusColumn,
  valuesOf,
  walk,
  walkedLetters,
} from "./filter";

/** A dead letter, with its event as it was delivered. */
export interface DeadLetter {
  id: string;
  consumer: string;
  topic: string;
  eventId: string;
  type: string | null;
  subject: string | null;
  ownerId: string | null;
  actor: string | null;
  code: string;
  reason: string;
  retries: number;
  replayable: boolean;
  status: DeadLetterStatus;
  firstFailedAt: Date;
  deadAt: Date;
  replayedAt: Date | null;
  discardedAt: Date | null;
  discardedBy: string | null;
  discardReason: string | null;
  event: unknown;
}

const columns = `id, consumer, topic, event_id as "eventId", type, subject, owner_id as "ownerId", actor, code, reason, retries,
  replayable, ${statusColumn} as status, first_failed_at as "firstFailedAt", dead_at as "deadAt", replayed_at as "replayedAt",
  discarded_at as "discardedAt", discarded_by as "discardedBy", discard_reason as "discardReason", event`;

export interface LetterPage {
  items: DeadLetter[];
  /** Where the next page begins; null when all was looked at. A page may be short, or empty, before that. */
  next: string | null;
}

/**
 * One page of the dead letters that a filter means, newest first. It looks at a bounded number of rows, and reads a bounded number of bytes.
 * @param after `next` of the page before
 */
export async function listDeadLetters(
  sql: Sql,
  filter: DeadLetterFilter,
  { limit, after = lastId }: { limit: number; after?: string },
): Promise<LetterPage> {
  const { rows } = await sql.query<DeadLetter & { walked: number; reached: string | null; found: number }>(
    `with walked as materialized (${walk("desc", "$11::uuid")}),
     matched as materialized (select id from walked where ${matches} order by id desc limit $12),
     read as (
       select ${columns}, octet_length(event::text) + octet_length(reason) as bytes
       from freehold.dead_letters where id in (select id from matched)),
     page as (
       select read.*, coalesce(sum(bytes) over (order by id desc rows between unbounded preceding and 1 preceding), 0) as before
       from read)
     select state.*, page.* from (
       select count(*) as walked, (select count(*) from matched) as found,
         (select id::text from walked order by id limit 1) as reached
       from walked) state
     left join page on before < ${maxPageBytes} order by id desc`,
    [...valuesOf(filter), after, limit + 1],
  );
  const items = rows.filter(({ id }) => id !== null).slice(0, limit);
  const { walked = 0, reached = null, found = 0 } = rows[0] ?? {};
  const next = found > items.length ? (items.at(-1)?.id ?? null) : walked < walkedLetters ? null : reached;
  return { items: items.map(withoutState), next };
}

/** One dead letter. */
export async function findDeadLetter(sql: Sql, id: string): Promise<DeadLetter | undefined> {
  const { rows } = await sql.query<DeadLetter>(`select ${columns} from freehold.dead_letters where id = $1`, [id]);
  return rows[0];
}

/** The row without what tells of its page. */
function withoutState(row: DeadLetter): DeadLetter {
  const { id, consumer, topic, eventId, type, subject, ownerId, actor, code, reason, retries, replayable, status } =
    row;
  const { firstFailedAt, deadAt, replayedAt, discardedAt, discardedBy, discardReason, event } = row;
  return {
    ...{ id, consumer, topic, eventId, type, subject, ownerId, actor, code, reason, retries, replayable, status },
    ...{ firstFailedAt, deadAt, replayedAt, discardedAt, discardedBy, discardReason, event },
  };
}
