import { type Attributes, SpanKind, trace } from "@opentelemetry/api";
import type { Envelope } from "../../contracts/envelope";
import { inShortSpan, inSpan, placeAfter, placeAfterAll, placeWithin } from "./spans";
import { traceparentOf } from "./trace";

/*
 * Spans of an event's way. Their names and attributes: https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 * The SDK adds the name of the messaging system, which no event knows.
 */

type Work<Result> = () => Promise<Result>;
type Written = Pick<Envelope, "id" | "source" | "subject" | "type">;
type Traced = Written & Pick<Envelope, "traceparent">;

const operation = (name: string, type: "create" | "send" | "process", topic?: string): Attributes => ({
  "messaging.operation.name": name,
  "messaging.operation.type": type,
  ...(topic !== undefined && { "messaging.destination.name": topic }),
});

const handling = (name: "deliver" | "process", topic: string, consumer: string): Attributes => ({
  ...operation(name, "process", topic),
  "messaging.consumer.group.name": consumer,
});

const batchOf = (size: number): Attributes => (size > 1 ? { "messaging.batch.message_count": size } : {});

/** What is known of an event; nothing of it tells what a task says. */
const eventAttributes = ({ id, source, subject, type }: Written): Attributes => ({
  "messaging.message.id": id,
  "cloudevents.event_id": id,
  "cloudevents.event_source": source,
  "cloudevents.event_subject": subject,
  "cloudevents.event_type": type,
});

/**
 * The span of an event that is written to the outbox.
 * @param parent the `traceparent` that it continues. Default: the active span
 * @returns the `traceparent` for the event
 */
export const createSpan = (topic: string, event: Written, parent?: string): string =>
  inShortSpan(
    `create ${topic}`,
    () => ({
      kind: SpanKind.PRODUCER,
      attributes: { ...operation("create", "create", topic), ...eventAttributes(event) },
      place: placeWithin(parent),
    }),
    (span) => traceparentOf(span, parent),
  );

/** Hands events of the outbox to the transport. */
export function sendSpan<Result>(
  events: readonly { topic: string; event: object }[],
  work: Work<Result>,
): Promise<Result> {
  const topics = new Set(events.map(({ topic }) => topic));
  const [topic] = topics.size === 1 ? topics : [];
  return inSpan(
    topic === undefined ? "send" : `send ${topic}`,
    () => ({
      kind: SpanKind.CLIENT,
      attributes: { ...operation("send", "send", topic), ...batchOf(events.length) },
      place: placeAfterAll(events.map(({ event }) => ("traceparent" in event ? event.traceparent : undefined))),
    }),
    work,
  );
}

/** Brings events of a topic to a consumer. */
export const deliverSpan = <Result>(
  topic: string,
  consumer: string,
  events: readonly Traced[],
  work: Work<Result>,
): Promise<Result> =>
  inSpan(
    `deliver ${topic}`,
    () => ({
      kind: SpanKind.CONSUMER,
      attributes: { ...handling("deliver", topic, consumer), ...batchOf(events.length) },
      place: placeAfterAll(events.map(({ traceparent }) => traceparent)),
    }),
    work,
  );

/** Runs the handler of one event, under the delivery or, when that brought events of several traces, under the event. */
export const processSpan = <Result>(
  topic: string,
  consumer: string,
  event: Traced,
  work: Work<Result>,
): Promise<Result> =>
  inSpan(
    `process ${topic}`,
    () => {
      const place = placeWithin(event.traceparent);
      const isRemote = trace.getSpanContext(place.parent)?.isRemote;
      return {
        kind: isRemote ? SpanKind.CONSUMER : SpanKind.INTERNAL,
        attributes: { ...handling("process", topic, consumer), ...eventAttributes(event) },
        place,
      };
    },
    work,
  );

/** Runs the handler of a set of events, under their delivery. */
export const processSetSpan = <Result>(
  topic: string,
  consumer: string,
  events: readonly Traced[],
  work: Work<Result>,
): Promise<Result> =>
  inSpan(
    `process ${topic}`,
    () => ({ attributes: { ...handling("process", topic, consumer), ...batchOf(events.length) } }),
    work,
  );

/** Runs a side effect of an event, at each try. */
export const effectSpan = <Result>(key: string, event: Traced, failures: number, work: Work<Result>): Promise<Result> =>
  inSpan(
    `side effect ${key}`,
    () => ({
      attributes: { ...eventAttributes(event), "freehold.side_effect.failures": failures },
      place: placeAfter(event.traceparent),
    }),
    work,
  );
