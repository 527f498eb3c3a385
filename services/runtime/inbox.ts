import type { Envelope } from "../contracts/envelope";
import type { Topic } from "../contracts/topics";
import type { Sql } from "./database";

/** How far a consumer is with the subject of an event; held under a lock until the transaction ends. */
export interface Progress {
  /** Sequence of the last event that was applied or dead-lettered. */
  sequence: number;
  /** Whether later events of the subject are parked. */
  waiting: boolean;
}

export interface Claim extends Progress {
  /** Whether the event is a dead letter that is being replayed, and therefore stands outside of the sequence. */
  replay: boolean;
}

/**
 * Claims an event for a consumer and locks its subject, in the transaction of the effect.
 * @returns undefined when the event is claimed already: it is a duplicate.
 */
export async function claim(tx: Sql, consumer: string, topic: Topic, event: Envelope): Promise<Claim | undefined> {
  const { rows } = await tx.query<Claim>(
    `with claim as (
       insert into freehold.inbox (consumer, event_id) values ($1, $2)
       on conflict (consumer, event_id) do update set replay = false, claimed_at = now() where freehold.inbox.replay
       returning (xmax <> 0) as replay)
     insert into freehold.progress as p (consumer, topic, subject, sequence)
     select $1, $3, $4, 0 from claim
     on conflict (consumer, topic, subject) do update set sequence = p.sequence
     returning p.sequence, p.waiting, (select replay from claim)`,
    [consumer, event.id, topic, event.subject],
  );
  return rows[0];
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
 * Notes that the consumer is done with `event`, and makes the parked event that follows it due.
 * @returns whether there may be such an event
 */
export async function advance(
  tx: Sql,
  consumer: string,
  topic: Topic,
  event: Envelope,
  progress: Progress,
): Promise<boolean> {
  const place = [consumer, topic, event.subject, event.sequence];
  if (!progress.waiting) {
    await tx.query(
      "update freehold.progress set sequence = $4 where consumer = $1 and topic = $2 and subject = $3",
      place,
    );
    return false;
  }
  await tx.query(
    `with released as (
       update freehold.parked set due_at = now()
       where consumer = $1 and topic = $2 and subject = $3 and sequence = $4 + 1 and reason = 'predecessor'
     )
     update freehold.progress set sequence = $4, waiting = exists (
       select from freehold.parked
       where consumer = $1 and topic = $2 and subject = $3 and sequence > $4)
     where consumer = $1 and topic = $2 and subject = $3`,
    place,
  );
  return true;
}
