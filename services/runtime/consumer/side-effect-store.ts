import type { Envelope } from "../../contracts/envelope";
import type { Topic } from "../../contracts/topics";
import { codeOf, messageOf } from "../core/errors";
import type { Sql, Transaction } from "../database/database";
import { parkedColumns } from "./parking";

/** A side effect of an event that waits for its next try, or runs. */
export interface ParkedEffect {
  event: Envelope;
  topic: Topic;
  failures: number;
  failingForMs: number;
  firstFailedAt: Date | null;
}

/**
 * Parks the side effects of an event, one row for each, in the transaction of its effects in the database. Each is parked
 * under a consumer name of its own (`notification/webhook`), so that it waits for no other and holds up none.
 */
export function parkSideEffects(tx: Transaction, keys: readonly string[], topic: Topic, event: Envelope): void {
  tx.atEnd(
    `insert into freehold.parked
       (consumer, event_id, topic, subject, sequence, owner_id, actor, event, reason, failures, replay, outside, due_at)
     select key, $2, $3, $4, $5, $6, $7, $8, 'retry', 0, true, true, now() from unnest($1::text[]) as k (key)
     on conflict (consumer, event_id) do update set failures = 0, first_failed_at = null, due_at = now()`,
    [keys, ...parkedColumns(topic, event)],
  );
}

/**
 * Takes up to `limit` side effects that are due, the oldest first. They are due again after `leaseMs`, for the case that
 * this process dies: no row stays locked while a side effect runs.
 * @param except ids of events whose side effect this process runs already
 */
export async function takeDue(
  sql: Sql,
  key: string,
  { limit, leaseMs, except }: { limit: number; leaseMs: number; except: readonly string[] },
): Promise<ParkedEffect[]> {
  const { rows } = await sql.query<ParkedEffect>(
    `update freehold.parked p set due_at = now() + $3 * interval '1 ms', postponed = false
     where p.consumer = $1 and p.event_id = any(array(
       select event_id from freehold.parked
       where consumer = $1 and due_at <= now() and event_id <> all($4::uuid[])
       order by due_at, sequence limit $2 for update skip locked))
     returning p.event, p.topic, p.failures, p.first_failed_at as "firstFailedAt",
       coalesce(extract(epoch from now() - p.first_failed_at) * 1000, 0)::float8 as "failingForMs"`,
    [key, limit, leaseMs, except],
  );
  return rows;
}

/** Notes a failed try and when the next one is due. The series goes on from here after a restart. */
export async function reschedule(
  sql: Sql,
  key: string,
  eventId: string,
  { failures, error, waitMs }: { failures: number; error: unknown; waitMs: number },
): Promise<void> {
  await sql.query(
    `update freehold.parked set failures = $3, error_code = $4, error_message = $5,
       first_failed_at = coalesce(first_failed_at, now()), due_at = now() + $6 * interval '1 ms'
     where consumer = $1 and event_id = $2`,
    [key, eventId, failures, codeOf(error), messageOf(error), waitMs],
  );
}

/** Has a side effect wait until it is wanted. Meanwhile it does not count as parked: it is not late. */
export async function postpone(sql: Sql, key: string, eventId: string, waitMs: number): Promise<void> {
  await sql.query(
    `update freehold.parked set postponed = true, due_at = now() + $3 * interval '1 ms'
     where consumer = $1 and event_id = $2`,
    [key, eventId, waitMs],
  );
}
