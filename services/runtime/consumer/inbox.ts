import { SpanKind } from "@opentelemetry/api";
import type { Envelope } from "../../contracts/envelope";
import type { Topic } from "../../contracts/topics";
import type { Sql, Transaction } from "../database/database";
import { postgres } from "../telemetry/database-spans";
import { inSpan } from "../telemetry/spans";

/** How far a consumer is with the subject of an event; held under a lock until the transaction ends. */
export interface Progress {
  /** Sequence of the last event that was applied or dead-lettered. */
  sequence: number;
  /** Whether later events of the subject are parked. */
  waiting: boolean;
}

/** What a consumer has claimed of a batch of events. */
export interface Claims {
  /** By event id, whether the event is a dead letter that is replayed and so stands outside of the sequence. */
  replays: Map<string, boolean>;
  /** By subject, how far the consumer is with it. */
  progress: Map<string, Progress>;
}

interface ClaimRow extends Progress {
  event_id: string;
  subject: string;
  replay: boolean;
}

/**
 * Claims events for a consumer and locks their subjects, in the transaction of the effect. What is not among the claims
 * is claimed already: a duplicate. Rows are taken in a fixed order, so that two replicas with the same events wait for
 * each other instead of deadlocking.
 */
export const claim = (tx: Sql, consumer: string, topic: Topic, events: readonly Envelope[]): Promise<Claims> =>
  inSpan(
    "INSERT freehold.inbox",
    () => ({ kind: SpanKind.CLIENT, attributes: claiming }),
    () => insertClaims(tx, consumer, topic, events),
  );

const claiming = { ...postgres, "db.operation.name": "INSERT", "db.collection.name": "freehold.inbox" };

async function insertClaims(tx: Sql, consumer: string, topic: Topic, events: readonly Envelope[]): Promise<Claims> {
  const subjects = new Map(events.map(({ id, subject }) => [id, subject]));
  const { rows } = await tx.query<ClaimRow>(
    `with input as (select * from unnest($3::uuid[], $4::text[]) as input (event_id, subject)),
     claimed as (
       insert into freehold.inbox (consumer, event_id) select $1, event_id from input order by event_id
       on conflict (consumer, event_id) do update set replay = false, claimed_at = now() where freehold.inbox.replay
       returning event_id, (xmax <> 0) as replay),
     locked as (
       insert into freehold.progress as p (consumer, topic, subject, sequence)
       select distinct $1::text, $2::text, subject, 0 from claimed join input using (event_id) order by subject
       on conflict (consumer, topic, subject) do update set sequence = p.sequence
       returning subject, sequence, waiting)
     select event_id, replay, subject, sequence, waiting
     from claimed join input using (event_id) join locked using (subject)`,
    [consumer, topic, [...subjects.keys()], [...subjects.values()]],
  );
  return {
    replays: new Map(rows.map(({ event_id, replay }) => [event_id, replay])),
    progress: new Map(rows.map(({ subject, sequence, waiting }) => [subject, { sequence, waiting }])),
  };
}

/** Locks a subject without claiming an event: for one that is parked, and so claimed already. */
export async function lockProgress(tx: Sql, consumer: string, topic: Topic, subject: string): Promise<Progress> {
  const { rows } = await tx.query<Progress>(
    `select sequence, waiting from freehold.progress
     where consumer = $1 and topic = $2 and subject = $3 for update`,
    [consumer, topic, subject],
  );
  return rows[0] ?? { sequence: 0, waiting: false };
}

/**
 * Notes with the commit how far the consumer has come with subjects that nothing waits for. All of them are there since the
 * claim; an insert still, since each then goes by the key. The plan of an update was kept from when the table was small, and
 * read all subjects of the consumer for each batch.
 */
export function advance(tx: Transaction, consumer: string, topic: Topic, moved: Map<string, number>): void {
  tx.atEnd(
    `insert into freehold.progress (consumer, topic, subject, sequence)
     select $1, $2, * from unnest($3::text[], $4::bigint[])
     on conflict (consumer, topic, subject) do update set sequence = excluded.sequence`,
    [consumer, topic, [...moved.keys()], [...moved.values()]],
  );
}

/**
 * Notes that the consumer is done with `event`, and makes the parked event that follows it due.
 * @returns whether events of the subject are parked still
 */
export async function release(tx: Sql, consumer: string, topic: Topic, event: Envelope): Promise<boolean> {
  const { rows } = await tx.query<{ waiting: boolean }>(
    `with released as (
       update freehold.parked set due_at = now()
       where consumer = $1 and topic = $2 and subject = $3 and sequence = $4 + 1 and reason = 'predecessor'
     )
     update freehold.progress set sequence = $4, waiting = exists (
       select from freehold.parked
       where consumer = $1 and topic = $2 and subject = $3 and sequence > $4)
     where consumer = $1 and topic = $2 and subject = $3
     returning waiting`,
    [consumer, topic, event.subject, event.sequence],
  );
  return rows[0]?.waiting ?? false;
}
