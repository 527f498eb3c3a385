import { v7 as uuidv7 } from "uuid";
import type { EventData, EventType } from "../contracts/events";
import { eventTypes } from "../contracts/events";
import type { DeadLetterTopic } from "../contracts/topics";
import type { Sql } from "./database";
import { childTraceparent } from "./trace";

/** An event to be written, before it has an id and a place in its sequence. */
export interface NewEvent<T extends EventType = EventType> {
  type: T;
  /** The task id. */
  subject: string;
  ownerId: string;
  actor: string;
  data: EventData<T>;
  /** The trace that the event belongs to. Default: a new one. */
  traceparent?: string;
}

/**
 * Writes an event to the outbox in the caller's transaction, so that it exists exactly if the change it tells of does.
 * Its sequence is counted here; the lock on the count makes writers of one subject wait for each other, which is why
 * the outbox has the events of a subject in the order of their sequence.
 * @param source the service that writes, as CloudEvents `source`
 * @returns the id of the event
 */
export async function writeEvent<T extends EventType>(tx: Sql, source: string, event: NewEvent<T>): Promise<string> {
  const { topic } = eventTypes[event.type];
  const id = uuidv7();
  const envelope = {
    specversion: "1.0",
    id,
    source: `/freehold/${source}`,
    type: event.type,
    subject: event.subject,
    partitionkey: event.subject,
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    ownerid: event.ownerId,
    actor: event.actor,
    traceparent: childTraceparent(event.traceparent),
    data: event.data,
  };
  await tx.query(
    `with next as (
       insert into freehold.sequences (topic, subject, last) values ($1, $2, 1)
       on conflict (topic, subject) do update set last = freehold.sequences.last + 1
       returning last)
     insert into freehold.outbox (topic, subject, event)
     select $1, $2, jsonb_set($3::jsonb, '{sequence}', to_jsonb(next.last)) from next`,
    [topic, event.subject, JSON.stringify(envelope)],
  );
  return id;
}

/** Writes a ready-made event to the outbox: a dead letter on its way out, or an event that is replayed. */
export async function forwardEvent(tx: Sql, topic: string | DeadLetterTopic, subject: string, event: object) {
  await tx.query("insert into freehold.outbox (topic, subject, event) values ($1, $2, $3)", [
    topic,
    subject,
    JSON.stringify(event),
  ]);
}
