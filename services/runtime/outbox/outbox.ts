import { v7 as uuidv7 } from "uuid";
import type { EventData, EventType } from "../../contracts/events";
import { eventTypes } from "../../contracts/events";
import { maxEventBytes } from "../../contracts/limits";
import type { Quotas } from "../../contracts/quotas";
import type { DeadLetterTopic } from "../../contracts/topics";
import { TerminalError } from "../core/errors";
import type { Transaction } from "../database/database";
import { createSpan } from "../telemetry/messaging-spans";
import { takeFromOutbox } from "../transports/event-log";
import { countUse } from "./owner-use";

/** An event to be written, before it has an id and a place in its sequence. */
export interface NewEvent<T extends EventType = EventType> {
  type: T;
  /** The task id. */
  subject: string;
  ownerId: string;
  actor: string;
  data: EventData<T>;
  /** The trace that the event belongs to. Default: that of the work in hand, or a new one. */
  traceparent?: string;
  /** The id of the event whose consumer writes this one. Default: none, it follows from a request or a timer. */
  causationId?: string;
}

/**
 * Writes an event in the caller's transaction, so that it exists exactly if the change it tells of does: to the outbox, or
 * straight to a transport that lives in the database. It goes out with the commit, in one round trip. Its sequence is counted
 * there; the lock on the count makes writers of one subject wait for each other, which is why the outbox has the events of a
 * subject in the order of their sequence.
 * @param source the service that writes, as CloudEvents `source`
 * @param quotas what the owner may use, where the event is the owner's own doing
 * @returns the id of the event
 * @throws TerminalError EVENT_TOO_LARGE: some transport would not carry it
 */
export function writeEvent<T extends EventType>(
  tx: Transaction,
  source: string,
  event: NewEvent<T>,
  quotas?: Quotas,
): string {
  const { topic } = eventTypes[event.type];
  const id = uuidv7();
  const named = { id, source: `/freehold/${source}`, type: event.type, subject: event.subject };
  const envelope = {
    specversion: "1.0",
    ...named,
    partitionkey: event.subject,
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    ownerid: event.ownerId,
    actor: event.actor,
    traceparent: createSpan(topic, named, event.traceparent),
    causationid: event.causationId,
    data: event.data,
  };
  const json = JSON.stringify(envelope);
  const bytes = Buffer.byteLength(json) + sequenceBytes;
  if (bytes > maxEventBytes) {
    throw new TerminalError(
      `${event.type} of ${event.subject} would have ${bytes} bytes, more than the ${maxEventBytes} that every transport takes: keep what is large elsewhere, and its address in the event.`,
      { code: "EVENT_TOO_LARGE" },
    );
  }
  const { topics, subjects, events } = writtenIn(tx);
  topics.push(topic);
  subjects.push(event.subject);
  events.push(json);
  countUse(tx, event, bytes, quotas);
  return id;
}

/** Events of a transaction, each as a place in all three lists. */
interface Written {
  topics: string[];
  subjects: string[];
  events: string[];
}

const written = new WeakMap<Transaction, Written>();

/** What a transaction writes, with one statement for all of it. */
function writtenIn(tx: Transaction): Written {
  const known = written.get(tx);
  if (known) return known;
  const lists: Written = { topics: [], subjects: [], events: [] };
  written.set(tx, lists);
  tx.publishAtEnd((isInDatabase) => ({
    text: "select free, topic, events from freehold.write_events($1, $2, $3, $4, $5, $6, $7)",
    values: [lists.topics, lists.subjects, lists.events, ...(isInDatabase ? takeFromOutbox.values : noLog)],
  }));
  return lists;
}

/** In the place of the values of `takeFromOutbox`, where the transport is not in the database. */
const noLog = [null, null, null, null];

/** What `"sequence":` and its number take at most; they are added by the statement. */
const sequenceBytes = 30;

/** Writes a ready-made event to the outbox: a dead letter on its way out, or an event that is replayed. */
export function forwardEvent(tx: Transaction, topic: string | DeadLetterTopic, subject: string, event: object): void {
  tx.atEnd("insert into freehold.outbox (topic, subject, event) values ($1, $2, $3)", [
    topic,
    subject,
    JSON.stringify(event),
  ]);
  tx.publishAtEnd();
}
