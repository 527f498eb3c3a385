import { v7 as uuidv7 } from "uuid";
import type { Envelope } from "../contracts/envelope";
import { deadLetterTopic, type Topic } from "../contracts/topics";
import type { Transaction } from "./database";
import { fingerprint } from "./decode";
import { codeOf, messageOf } from "./errors";
import { forwardEvent } from "./outbox";
import { storableForm } from "./storable";

/** What is known of a failure when its event is given up on. */
export interface Failure {
  error: unknown;
  /** Retries that were made before giving up. */
  retries: number;
  firstFailedAt: Date;
}

interface DeadLetter extends Failure {
  consumer: string;
  topic: Topic;
  eventId: string;
  envelope: Envelope | undefined;
  /** The event as it came. */
  raw: unknown;
}

/** Moves an event that failed for good to the dead letters: a row to list and replay, and a record on `<topic>.dlq`. */
export const deadLetter = (tx: Transaction, consumer: string, topic: Topic, event: Envelope, failure: Failure) =>
  write(tx, { ...failure, consumer, topic, eventId: event.id, envelope: event, raw: event });

/** The same for a delivery that is no event of ours at all. It can't be replayed, since nothing says what it was. */
export const deadLetterRaw = (tx: Transaction, consumer: string, topic: Topic, raw: unknown, error: unknown) =>
  write(tx, {
    consumer,
    topic,
    eventId: fingerprint(raw),
    envelope: undefined,
    raw: storableForm(raw),
    error,
    retries: 0,
    firstFailedAt: new Date(),
  });

async function write(tx: Transaction, letter: DeadLetter): Promise<void> {
  const { consumer, topic, eventId, envelope, raw, error, retries, firstFailedAt } = letter;
  const record = {
    id: uuidv7(),
    consumer,
    topic,
    eventId,
    code: codeOf(error),
    reason: messageOf(error),
    retries,
    firstFailedAt: firstFailedAt.toISOString(),
    deadAt: new Date().toISOString(),
    event: raw ?? null,
  };
  const { rowCount } = await tx.query(
    `insert into freehold.dead_letters as d
       (id, consumer, topic, event_id, subject, owner_id, actor, type, event, code, reason, retries, replayable, status,
        first_failed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'dead', $14)
     on conflict (consumer, event_id) do update set
       status = 'dead', code = excluded.code, reason = excluded.reason, retries = excluded.retries, dead_at = now()
     where d.status <> 'dead'`,
    [
      record.id,
      consumer,
      topic,
      eventId,
      envelope?.subject,
      envelope?.ownerid,
      envelope?.actor,
      envelope?.type,
      JSON.stringify(record.event),
      record.code,
      record.reason,
      retries,
      envelope !== undefined,
      firstFailedAt,
    ],
  );
  if (rowCount) forwardEvent(tx, deadLetterTopic(topic), envelope?.subject ?? eventId, record);
}
