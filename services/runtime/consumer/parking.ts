import type { Envelope } from "../../contracts/envelope";
import type { Topic } from "../../contracts/topics";
import { codeOf, messageOf } from "../core/errors";
import type { Sql } from "../database/database";
import type { SeenParked } from "../telemetry/pipeline-state";

/** A parked event, locked by the transaction that read it. */
export interface ParkedEvent {
  event: Envelope;
  topic: Topic;
  reason: "retry" | "predecessor";
  /** How often its handler has failed. */
  failures: number;
  replay: boolean;
  first_failed_at: Date | null;
}

/** Where a parked event is found again. */
export interface ParkedEventRef {
  event_id: string;
  /** Set by releases that parked all side effects of an event in one row: they are parked one by one now. */
  outside: boolean;
  topic: Topic;
  subject: string;
}

/**
 * Parks an event behind a predecessor that is not finished.
 * @param wait milliseconds after which a predecessor of which nothing is seen is no longer waited for
 */
export async function parkForPredecessor(
  tx: Sql,
  consumer: string,
  topic: Topic,
  event: Envelope,
  wait: number,
): Promise<void> {
  await tx.query(
    `insert into freehold.parked
       (consumer, event_id, topic, subject, sequence, owner_id, actor, event, reason, failures, replay, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'predecessor', 0, false, now() + $9 * interval '1 ms')`,
    [...identity(consumer, topic, event), wait],
  );
  await tx.query("update freehold.progress set waiting = true where consumer = $1 and topic = $2 and subject = $3", [
    consumer,
    topic,
    event.subject,
  ]);
}

/** Why and how long an event is parked for a retry. */
export interface Retry {
  /** How often it has failed by now. */
  failures: number;
  /** Whether it is a dead letter that is replayed. */
  replay: boolean;
  error: unknown;
  /** Milliseconds until the retry. */
  wait: number;
}

/** Parks an event that failed until its next retry, whether it is parked already or not. */
export async function parkForRetry(
  tx: Sql,
  consumer: string,
  topic: Topic,
  event: Envelope,
  { failures, replay, error, wait }: Retry,
): Promise<void> {
  await tx.query(
    `insert into freehold.parked
       (consumer, event_id, topic, subject, sequence, owner_id, actor, event, reason, failures, replay,
        error_code, error_message, first_failed_at, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'retry', $9, $10, $11, $12, now(), now() + $13 * interval '1 ms')
     on conflict (consumer, event_id) do update set
       reason = 'retry', failures = excluded.failures, error_code = excluded.error_code,
       error_message = excluded.error_message, due_at = excluded.due_at,
       first_failed_at = coalesce(parked.first_failed_at, excluded.first_failed_at)`,
    [...identity(consumer, topic, event), failures, replay, codeOf(error), messageOf(error), wait],
  );
}

/** Up to 50 events of a consumer that are due, oldest first. They are not locked yet. */
export async function dueEvents(sql: Sql, consumer: string): Promise<ParkedEventRef[]> {
  const { rows } = await sql.query<ParkedEventRef>(
    `select event_id, topic, subject, outside from freehold.parked
     where consumer = $1 and due_at <= now() order by due_at, sequence limit 50`,
    [consumer],
  );
  return rows;
}

/** Parked events that a look tells of. */
const mostSeen = 10;

/**
 * How many events of a consumer are parked and which are due first, without those that are wanted later, and the
 * milliseconds until any is due by the clock of the database.
 * @param except ids of those that are in hand: neither they nor their time are told
 */
export async function parkedState(
  sql: Sql,
  consumer: string,
  except: readonly string[],
): Promise<SeenParked & { wait: number | undefined }> {
  const { rows } = await sql.query<SeenParked & { wait: number | null }>(
    `select count(*) filter (where not postponed) as parked, count(*) filter (where reason = 'predecessor') as waiting,
       (extract(epoch from
         min(due_at) filter (where event_id <> all($2::uuid[])) - clock_timestamp()) * 1000)::float8 as wait,
       (select coalesce(json_agg(seen), '[]') from (
          select p.event_id as "eventId", p.topic, coalesce(p.event->>'type', '') as type, p.subject, p.sequence, p.reason,
            p.failures, left(p.error_message, 300) as error,
            (extract(epoch from p.due_at - clock_timestamp()) * 1000)::float8 as "dueInMs",
            case when p.reason = 'predecessor' then g.sequence + 1 end as "awaitedSequence",
            case when p.reason = 'predecessor' then (
              select b.event_id from freehold.parked b
              where b.consumer = $1 and b.topic = p.topic and b.subject = p.subject and b.sequence = g.sequence + 1 limit 1)
            end as "awaitedEventId"
          from freehold.parked p
          left join freehold.progress g on g.consumer = $1 and g.topic = p.topic and g.subject = p.subject
          where p.consumer = $1 and not p.postponed and p.event_id <> all($2::uuid[])
          order by p.due_at limit ${mostSeen}) seen) as first
     from freehold.parked where consumer = $1`,
    [consumer, except],
  );
  const { parked = 0, waiting = 0, first = [], wait } = rows[0] ?? {};
  return { parked, waiting, first, wait: wait ?? undefined };
}

/**
 * Locks a parked event that is still due; undefined when it is not, or another process has it in hand. The subject must be
 * locked before, as everywhere, or two could deadlock.
 */
export async function lockDue(tx: Sql, consumer: string, eventId: string): Promise<ParkedEvent | undefined> {
  const { rows } = await tx.query<ParkedEvent>(
    `select event, topic, reason, failures, replay, first_failed_at from freehold.parked
     where consumer = $1 and event_id = $2 and due_at <= now() for update skip locked`,
    [consumer, eventId],
  );
  return rows[0];
}

/** Whether an earlier event of the subject is parked: then a later one keeps waiting, however long it takes. */
export async function hasParkedPredecessor(tx: Sql, consumer: string, topic: Topic, event: Envelope): Promise<boolean> {
  const { rows } = await tx.query(
    `select from freehold.parked
     where consumer = $1 and topic = $2 and subject = $3 and sequence < $4 and not replay limit 1`,
    [consumer, topic, event.subject, event.sequence],
  );
  return rows.length > 0;
}

export async function keepWaiting(tx: Sql, consumer: string, eventId: string, wait: number): Promise<void> {
  await tx.query(
    `update freehold.parked set due_at = now() + $3 * interval '1 ms' where consumer = $1 and event_id = $2`,
    [consumer, eventId, wait],
  );
}

export async function unpark(tx: Sql, consumer: string, eventId: string): Promise<void> {
  await tx.query("delete from freehold.parked where consumer = $1 and event_id = $2", [consumer, eventId]);
}

const identity = (consumer: string, topic: Topic, event: Envelope) => [consumer, ...parkedColumns(topic, event)];

/** What every parked row has of its event: event_id, topic, subject, sequence, owner_id, actor and event. */
export const parkedColumns = (topic: Topic, event: Envelope) => [
  event.id,
  topic,
  event.subject,
  event.sequence,
  event.ownerid,
  event.actor,
  JSON.stringify(event),
];
