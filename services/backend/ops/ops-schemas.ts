import * as z from "zod";
import { cursor, limit, pageOf } from "../schemas";

const name = z.string().max(100);
const count = z.int().min(0);
const seconds = z.number().nullable().describe("null where nothing was measured");
const instant = z.iso.datetime().nullable();

export const consumerStates = ["down", "partly-down", "slow", "retrying", "waiting", "dead-letters"] as const;
export type ConsumerState = (typeof consumerStates)[number];

/** What the platform promises, by short names for a client that says them in another language. */
export const promiseIds = ["relayed", "once", "order", "applied", "prompt", "reminders", "services"] as const;

const parkedEvent = z.object({
  eventId: z.string(),
  topic: z.string(),
  type: z.string(),
  subject: z.string(),
  sequence: z.number(),
  reason: z.enum(["retry", "predecessor"]),
  failures: count,
  error: z.string().nullable(),
  dueAt: z.iso.datetime().describe("Of one that waits for its predecessor: when it no longer does"),
  awaitedSequence: z.number().nullable().describe("The sequence that its task needs next; null for a retry"),
  awaitedEventId: z.string().nullable().describe("The parked event with that sequence; null if it has not arrived"),
});
export type ParkedEventAnswer = z.infer<typeof parkedEvent>;

const queue = z.object({
  name,
  states: z.array(z.enum(consumerStates)),
  inFlight: count,
  lagSeconds: z.number().describe("Age of the oldest event in hand"),
  parked: count,
  waiting: count.describe("Of the parked events, those that wait for their predecessor"),
  nextDueAt: instant.describe("When the next parked event is due"),
  parkedEvents: z
    .array(parkedEvent)
    .nullable()
    .describe("Up to 10, those due first; null where only the database knows them"),
});

const consumer = queue.extend({
  topics: z.array(z.object({ name, delivery: z.enum(["shared", "broadcast"]) })),
  appliedPerSecond: z.number(),
  lagEvents: count.nullable().describe("Events on the broker that it has not acknowledged; null without a broker"),
  newDeadLetters: count.describe("Of the last ten minutes"),
  p50Seconds: seconds,
  p99Seconds: seconds,
  sideEffects: z.array(queue),
});

export const pictureSchema = z.object({
  at: z.iso.datetime(),
  source: z.enum(["process", "prometheus"]),
  services: z.array(
    z.object({
      name,
      state: z
        .enum(["ready", "partly ready", "not ready", "down", "elsewhere"])
        .describe("down: no replica answers; elsewhere: in another process, of which this one knows nothing"),
      replicas: count.describe("Replicas that answer"),
      gone: count.describe("Replicas that do not answer: killed, cut off, or not up yet"),
      startedAt: instant.describe("When the newest replica started; null where none says"),
      versions: z.array(z.string()),
      publishes: z.array(name),
      writtenPerSecond: z.number().describe("Events that it writes to the outbox"),
    }),
  ),
  outbox: z.object({ relayedPerSecond: z.number(), refused: count.describe("Batches in an hour") }),
  topics: z.array(z.object({ name, relayedPerSecond: z.number() })),
  consumers: z.array(consumer),
  scheduler: z.object({ nextReminderAt: instant, latenessP99Seconds: seconds }),
  database: z.object({
    state: z.enum(["awake", "asleep", "unknown"]).describe("asleep: no process has used it for five minutes"),
    lastUsedAt: instant,
    roundTripP50Seconds: seconds,
    roundTripP99Seconds: seconds,
    connections: z.record(z.string(), z.number()),
  }),
  freeTier: z.array(z.object({ resource: z.string(), used: z.number().describe("Share, 0 to 1") })),
  promises: z.array(
    z.object({
      id: z.enum(promiseIds),
      promise: z.string(),
      holds: z.boolean().nullable(),
      says: z.string(),
      value: z.number().nullable().describe("What says is about: a count, or seconds; null where nothing was measured"),
      limitSeconds: z.number().optional().describe("Of a promise about time: what it promises"),
    }),
  ),
});
export type Picture = z.infer<typeof pictureSchema>;

export const historySchema = z.object({
  points: z
    .array(z.object({ at: z.iso.datetime(), appliedPerSecond: z.number(), p50Seconds: seconds, p99Seconds: seconds }))
    .describe("The last hour, oldest first"),
});

const perConsumer = z.object({ consumer: z.string(), count });

export const countsSchema = z.object({
  database: z.object({ bytes: z.number(), planBytes: z.number() }),
  outbox: count,
  parked: z.array(perConsumer.extend({ waiting: count, nextDueAt: z.iso.datetime() })),
  deadLetters: z.array(perConsumer),
  nextReminderAt: instant,
  complete: z.boolean().describe("false: more than 10,000 of something, and the rest is not counted"),
});

/** No length: a longer name makes a path that is refused as too long before it is read. */
export const consumerParams = z.strictObject({ consumer: z.string() });
export const listParkedSchema = z.strictObject({ limit, cursor });
export const parkedPageSchema = pageOf(parkedEvent);
