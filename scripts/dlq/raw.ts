import type { Logger } from "pino";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Envelope } from "../../services/contracts/envelope";
import { deadLetterTopic, replayHours, type Topic, topics } from "../../services/contracts/topics";
import { withRedis } from "../../services/redis-exporter/redis";
import { decodeEnvelope } from "../../services/runtime/consumer/decode";
import { postgresJson } from "../../services/runtime/consumer/postgres-json";
import type { Replay } from "../../services/runtime/consumer/replay";
import type { Transaction } from "../../services/runtime/database/database";
import { forwardEvent } from "../../services/runtime/outbox/outbox";
import type { Settings } from "../../services/runtime/settings/settings";
import { readTopics } from "../../services/runtime/transports/kafka-client";
import type { DeadLetter } from "./dead-letter";

/** A message that a broker or its sidecars gave up on by themselves: it never reached a consumer of ours. */
export interface RawLetter {
  /** Where it is: `<topic>.dlq/<partition>/<offset>` on Kafka, `<topic>.dlq/<entry>` on Redis. */
  id: string;
  topic: Topic;
  /** When it was put there. */
  time: Date;
  value: string;
}

/** The name under which the broker's own dead letters stand in the view, and in the table once they are replayed. */
export const broker = "(broker)";
const code = "NOT_DELIVERED";
const reason = "The broker gave up on it before it reached a consumer";

export const isRawId = (id: string): boolean => topics.some((topic) => id.startsWith(`${deadLetterTopic(topic)}/`));

/** What our consumers write on a dead-letter topic; it is in the table as well. */
const recordSchema = z.object({ consumer: z.string(), eventId: z.string(), deadAt: z.string() });

/** Whether a message was put on the dead-letter topic by the broker itself. */
export function isRaw(value: string): boolean {
  try {
    return !recordSchema.safeParse(JSON.parse(value)).success;
  } catch {
    return true;
  }
}

/** Where the broker's own dead letters can be read. */
export interface RawPlaces {
  kafka: Settings["kafka"];
  /** host:port */
  redis: string | undefined;
}

/**
 * The broker's own dead letters, oldest first; undefined when no broker is named.
 * @throws FreeholdError SETTINGS_INVALID, BROKER_UNREACHABLE
 */
export async function listRaw({ kafka, redis }: RawPlaces, logger: Logger): Promise<RawLetter[] | undefined> {
  if (!redis && !kafka.brokers) return undefined;
  const all = redis ? await onRedis(redis) : await onKafka(kafka, logger);
  return all.filter(({ value }) => isRaw(value)).sort((one, other) => one.time.getTime() - other.time.getTime());
}

async function onKafka(settings: Settings["kafka"], logger: Logger): Promise<RawLetter[]> {
  const byName = new Map<string, Topic>(topics.map((topic) => [deadLetterTopic(topic), topic]));
  const messages = await readTopics(settings, [...byName.keys()], logger);
  return messages.flatMap(({ topic: name, partition, offset, time, value }) => {
    const topic = byName.get(name);
    return topic ? [{ id: `${name}/${partition}/${offset}`, topic, time, value }] : [];
  });
}

/** A sidecar keeps the message itself in the field `data` of an entry, whose id begins with the time in milliseconds. */
const onRedis = (address: string): Promise<RawLetter[]> =>
  withRedis(address, async (redis) => {
    const letters: RawLetter[] = [];
    for (const topic of topics) {
      for (const { id, message } of (await redis.xRange(deadLetterTopic(topic), "-", "+")) ?? []) {
        const time = new Date(Number(id.split("-")[0]));
        letters.push({ id: `${deadLetterTopic(topic)}/${id}`, topic, time, value: message.data ?? "" });
      }
    }
    return letters;
  });

/** The event that a raw dead letter is, when it is one of ours: then it can be replayed. */
function eventOf({ value }: RawLetter): Envelope | undefined {
  try {
    return decodeEnvelope(value);
  } catch {
    return undefined;
  }
}

/** The same as those of consumers look, so that both stand in one view. */
export function asDeadLetter(raw: RawLetter, replayed: boolean): DeadLetter & { event: unknown } {
  const event = eventOf(raw);
  return {
    id: raw.id,
    consumer: broker,
    topic: raw.topic,
    type: event?.type ?? null,
    subject: event?.subject ?? null,
    code,
    reason,
    retries: 0,
    status: replayed ? "replayed" : "dead",
    replayable: event !== undefined,
    deadAt: raw.time,
    event: postgresJson(raw.value),
  };
}

/**
 * Sends a raw dead letter over its topic again, and notes so in the table: a second time changes nothing. Consumers that
 * had it all the same pass it over, by their claims, for as long as they keep these.
 * @param force replay also one that is older
 */
export async function replayRaw(tx: Transaction, raw: RawLetter, { force }: { force: boolean }): Promise<Replay> {
  const event = eventOf(raw);
  if (!event) return "not replayable";
  if (!force && Date.now() - raw.time.getTime() > replayHours * 3_600_000) return "too old";
  const { rowCount } = await tx.query(
    `insert into freehold.dead_letters
       (id, consumer, topic, event_id, subject, owner_id, actor, type, event, code, reason, retries, replayable, status,
        first_failed_at, dead_at, replayed_at)
     values ($12, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, true, 'replayed', $11, $11, now())
     on conflict (consumer, event_id) do nothing`,
    [
      ...[broker, raw.topic, raw.id, event.subject, event.ownerid, event.actor, event.type, JSON.stringify(event)],
      ...[code, reason, raw.time, uuidv7()],
    ],
  );
  if (!rowCount) return "unchanged";
  forwardEvent(tx, raw.topic, event.subject, event);
  return "replaying";
}

/** Where the broker's own dead letters are when no broker is named. */
export const whereRawIs = (transport: Settings["transport"]): string =>
  transport === "embedded"
    ? "The embedded transport has no dead letters of its own: everything it delivers reaches a consumer."
    : "The broker's own dead letters are not among them: name it, by KAFKA_BROKERS or --redis HOST:PORT.";
