import { v7 as uuidv7 } from "uuid";
import type { Envelope } from "../../contracts/envelope";
import { deadLetterTopic, type Topic } from "../../contracts/topics";
import { codeOf, messageOf } from "../core/errors";
import type { Transaction } from "../database/database";
import { forwardEvent, writeEvent } from "../outbox/outbox";
import { fingerprint } from "./decode";
import { postgresJson } from "./postgres-json";

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
  /** The side effect that failed. Default: none, and the event itself did. */
  effect?: string;
}

/** Moves an event that failed finally to the dead letters: a row to list and replay, a record on `<topic>.dlq`, and an update for operators. */
export const deadLetter = (tx: Transaction, consumer: string, topic: Topic, event: Envelope, failure: Failure) =>
  write(tx, { ...failure, consumer, topic, eventId: event.id, envelope: event, raw: event });

/** The same for a delivery that is no event of ours at all. It can't be replayed, since nothing says what it was. */
export const deadLetterRaw = (tx: Transaction, consumer: string, topic: Topic, raw: unknown, error: unknown) =>
  write(tx, {
    consumer,
    topic,
    eventId: fingerprint(raw),
    envelope: undefined,
    raw: postgresJson(raw),
    error,
    retries: 0,
    firstFailedAt: new Date(),
  });

/**
 * Moves a side effect that failed finally to the dead letters. An event has one dead letter, whose reason names each side
 * effect that failed: `webhook: …; email: …`.
 */
export const deadLetterSideEffect = (
  tx: Transaction,
  consumer: string,
  effect: string,
  topic: Topic,
  event: Envelope,
  failure: Failure,
) => write(tx, { ...failure, consumer, topic, eventId: event.id, envelope: event, raw: event, effect });

/** What separates the reasons of several side effects. */
const separator = "; ";

async function write(tx: Transaction, letter: DeadLetter): Promise<void> {
  const { consumer, topic, eventId, envelope, raw, error, retries, firstFailedAt, effect } = letter;
  const reason = effect === undefined ? messageOf(error) : `${effect}: ${messageOf(error)}`;
  const event = raw ?? null;
  const { rows } = await tx.query<{ id: string; code: string; reason: string; retries: number; firstFailedAt: Date }>(
    `insert into freehold.dead_letters as d
       (id, consumer, topic, event_id, subject, owner_id, actor, type, event, code, reason, retries, replayable, status,
        first_failed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'dead', $14)
     on conflict (consumer, event_id) do update set
       status = 'dead', dead_at = now(),
       code = case when d.status = 'dead' and d.code = 'HANDLER_FAILED' then d.code else excluded.code end,
       reason = case when d.status = 'dead' then d.reason || $16 || excluded.reason else excluded.reason end,
       retries = case when d.status = 'dead' then greatest(d.retries, excluded.retries) else excluded.retries end
     where d.status <> 'dead' or $15
     returning id, code, reason, retries, first_failed_at as "firstFailedAt"`,
    [
      uuidv7(),
      consumer,
      topic,
      eventId,
      envelope?.subject,
      envelope?.ownerid,
      envelope?.actor,
      envelope?.type,
      JSON.stringify(event),
      codeOf(error),
      reason,
      retries,
      envelope !== undefined,
      firstFailedAt,
      effect !== undefined,
      separator,
    ],
  );
  const [row] = rows;
  if (!row) return;
  const record = { ...row, consumer, topic, eventId, deadAt: new Date().toISOString(), event };
  forwardEvent(tx, deadLetterTopic(topic), envelope?.subject ?? eventId, record);
  // Under a subject of its own: it takes no lock that a change of the task waits for.
  writeEvent(tx, consumer, {
    type: "freehold.dead-letter.added.v1",
    subject: row.id,
    ownerId: envelope?.ownerid ?? consumer,
    actor: consumer,
    data: { deadLetterId: row.id, consumer, code: row.code },
    traceparent: envelope?.traceparent,
  });
}
