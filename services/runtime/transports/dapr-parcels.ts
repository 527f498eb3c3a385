import type { DeadLetterTopic, Topic } from "../../contracts/topics";
import { groupBy } from "../core/group-by";
import type { OutgoingEvent } from "./transport";

const cloudEvents = "application/cloudevents+json";
/** Bytes of a request; a larger event goes alone. A sidecar takes 4 MB. */
const mostBytes = 1_000_000;

/** Events of one topic that a sidecar takes in one request. */
export interface Parcel {
  topic: Topic | DeadLetterTopic;
  /** As https://docs.dapr.io/reference/api/pubsub_api/#publish-multiple-messages-to-a-given-topic has it. */
  body: string;
}

/**
 * Events in rounds: each has one event of a key at most, in their order. Not every broker keeps the order within a request, and
 * none keeps it when the first of two is refused.
 */
export function roundsOf(events: readonly OutgoingEvent[]): OutgoingEvent[][] {
  const rounds: OutgoingEvent[][] = [];
  const sent = new Map<string, number>();
  for (const event of events) {
    const round = sent.get(event.key) ?? 0;
    sent.set(event.key, round + 1);
    const others = rounds[round];
    if (others) others.push(event);
    else rounds.push([event]);
  }
  return rounds;
}

/** Packs events into as few requests as their topics and sizes allow. */
export const parcelsOf = (events: readonly OutgoingEvent[]): Parcel[] =>
  [...groupBy(events, ({ topic }) => topic)].flatMap(([topic, those]) =>
    bodiesOf(those.map(entryOf)).map((body) => ({ topic, body })),
  );

/**
 * An event as a sidecar leaves it: one without `traceid` gets the sidecar's own trace in both attributes, which is empty
 * when tracing is off. Source: https://github.com/dapr/components-contrib/blob/v1.18.0/pubsub/envelope.go#L129
 */
export const keepingTrace = (event: object): object =>
  "traceparent" in event ? { ...event, traceid: event.traceparent } : event;

const entryOf = ({ key, event }: OutgoingEvent, index: number): string =>
  JSON.stringify({
    entryId: String(index),
    event: keepingTrace(event),
    contentType: cloudEvents,
    metadata: { partitionKey: key },
  });

function bodiesOf(entries: readonly string[]): string[] {
  const bodies: string[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(entry);
    const last = bodies.at(-1);
    if (last && bytes <= room) last.push(entry);
    else {
      bodies.push([entry]);
      room = mostBytes;
    }
    room -= bytes + 1;
  }
  return bodies.map((body) => `[${body.join(",")}]`);
}
