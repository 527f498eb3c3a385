import * as z from "zod";
import { type EventData, type EventType, eventTypes } from "./events";

/**
 * The envelope: CloudEvents 1.0 in structured JSON, with the extensions `partitionkey`, `sequence` and `traceparent`
 * and two of our own. Attribute names are lower case because CloudEvents allows nothing else: what the API and the
 * tables call `ownerId` is `ownerid` here.
 * Source: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#naming-conventions
 */
const envelopeFields = {
  specversion: z.literal("1.0"),
  id: z.uuid().describe("UUIDv7; the idempotency key"),
  source: z.string().min(1).describe("The service that wrote the event, as /freehold/<service>"),
  subject: z
    .uuid()
    .describe(
      "The id of the task or list; of freehold.dead-letter.added.v1 and freehold.task-update.read.v1 the id of what they name",
    ),
  partitionkey: z.string().min(1).describe("The same as subject: order is kept per task or list"),
  time: z.iso.datetime(),
  datacontenttype: z.literal("application/json"),
  sequence: z.int().positive().describe("Counts the events of one subject on one topic, from 1, without a gap"),
  ownerid: z.string().min(1).describe("Who owns the task or list"),
  actor: z.string().min(1).describe("Who or what caused the event"),
  traceparent: z.string().optional().describe("W3C trace context"),
  causationid: z.uuid().optional().describe("The event whose consumer wrote this one; absent for a request or a timer"),
};

/** The envelope alone, with the data not looked at yet. */
const envelope = z.object({ ...envelopeFields, type: z.string().min(1), data: z.unknown() });
export type Envelope = z.infer<typeof envelope>;

/** Lets attributes through that are not ours: a broker or a sidecar may add some. */
export const envelopeSchema = envelope.loose().refine(({ subject, partitionkey }) => partitionkey === subject, {
  path: ["partitionkey"],
  error: "must be the same as subject, or the transport keeps the events of a task in no order",
});

/** An event of one type, whole. */
export type FreeholdEvent<T extends EventType = EventType> = {
  [K in T]: Omit<Envelope, "type" | "data"> & { type: K; data: EventData<K> };
}[T];

/** The schema of a whole event of `type`; the source of its published JSON Schema. */
export const eventSchema = (type: EventType) =>
  z.object({ ...envelopeFields, type: z.literal(type), data: eventTypes[type].data });

/** The JSON Schema (draft 2020-12) of a whole event of `type`, as `npx freehold schemas` prints it. */
export const eventJsonSchema = (type: EventType) =>
  z.toJSONSchema(eventSchema(type), { target: "draft-2020-12", io: "input" });
