import { randomUUID } from "node:crypto";
import {
  type Admin,
  ConfigResourceTypes,
  type Consumer,
  type EachMessagePayload,
  Kafka,
  logLevel,
  type Producer,
  type RequestTimeoutEvent,
  type SASLOptions,
} from "kafkajs";
import type { Logger } from "pino";
import { timeBudgets } from "../../contracts/time-budgets";
import { FreeholdError } from "../core/errors";
import type { Settings } from "../settings/settings";
import { dropSockets, socketFactory } from "./kafka-sockets";

/** What asks a broker for topics, settings and offsets. */
export type KafkaAdmin = Admin;

/** The kind of resource that a topic is, to the broker's settings. */
export const topicResource = ConfigResourceTypes.TOPIC;

/** kafkajs writes to our log, at its own levels. */
const levels = {
  [logLevel.ERROR]: "error",
  [logLevel.WARN]: "warn",
  [logLevel.INFO]: "debug",
  [logLevel.DEBUG]: "trace",
} as const;

/** Milliseconds between two tries at a broker at most. The library's 30 s would be as long after a short outage. */
const maxRetryTime = 3_000;

/**
 * A client of the brokers of the settings; nothing is connected yet.
 * @throws FreeholdError SETTINGS_INVALID when the brokers or half of the credentials are missing.
 */
export function kafkaClient(settings: Settings["kafka"], clientId: string, logger: Logger): Kafka {
  if (!settings.brokers) throw new FreeholdError("SETTINGS_INVALID", "KAFKA_BROKERS is missing: set it to host:port.");
  return new Kafka({
    clientId,
    brokers: settings.brokers,
    ssl: settings.tls,
    sasl: saslOf(settings),
    socketFactory,
    requestTimeout: timeBudgets.brokerRequestMs,
    retry: { maxRetryTime },
    logCreator:
      () =>
      ({ level, log }) => {
        const name = level === logLevel.NOTHING ? undefined : levels[level];
        if (name) logger[name]({ kafka: log }, log.message);
      },
  });
}

/** @throws FreeholdError BROKER_UNREACHABLE */
export async function connect(client: Producer | Consumer | Admin): Promise<void> {
  const timedOut = ({ payload }: RequestTimeoutEvent) => dropSockets(payload.broker);
  // The same three times: each kind has event names of its own.
  if ("run" in client) client.on(client.events.REQUEST_TIMEOUT, timedOut);
  else if ("send" in client) client.on(client.events.REQUEST_TIMEOUT, timedOut);
  else client.on(client.events.REQUEST_TIMEOUT, timedOut);
  try {
    await client.connect();
  } catch (cause) {
    throw new FreeholdError("BROKER_UNREACHABLE", "No broker of KAFKA_BROKERS answers; check address, TLS and user.", {
      cause,
    });
  }
}

/**
 * Does `work` with an admin client and disconnects it.
 * @throws FreeholdError SETTINGS_INVALID, BROKER_UNREACHABLE
 */
export async function withKafkaAdmin<Result>(
  settings: Settings["kafka"],
  logger: Logger,
  work: (admin: KafkaAdmin) => Promise<Result>,
): Promise<Result> {
  const admin = kafkaClient(settings, "freehold-admin", logger).admin();
  await connect(admin);
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

function saslOf({ username, password, mechanism }: Settings["kafka"]): SASLOptions | undefined {
  if (!username && !password) return undefined;
  if (!username || !password) {
    throw new FreeholdError(
      "SETTINGS_INVALID",
      "KAFKA_USERNAME and KAFKA_PASSWORD go together: one of them is missing.",
    );
  }
  return { mechanism, username, password };
}

/** A message of a topic, and where it is. */
export interface Message {
  topic: string;
  partition: number;
  offset: string;
  /** When the broker took it. */
  time: Date;
  value: string;
}

/**
 * Reads topics from their oldest message to the one that is the newest at the beginning, and leaves no group behind. A
 * topic that does not exist has no messages.
 * @throws FreeholdError SETTINGS_INVALID, BROKER_UNREACHABLE
 */
export async function readTopics(
  settings: Settings["kafka"],
  topics: readonly string[],
  logger: Logger,
): Promise<Message[]> {
  return withKafkaAdmin(settings, logger, async (admin) => {
    /** By topic and partition, where it ends. */
    const open = new Map<string, bigint>();
    const there = new Set(await admin.listTopics());
    for (const topic of topics.filter((name) => there.has(name))) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        if (low !== high) open.set(`${topic}/${partition}`, BigInt(high));
      }
    }
    if (open.size === 0) return [];
    const groupId = `freehold-reader-${randomUUID()}`;
    const consumer = kafkaClient(settings, groupId, logger).consumer({ groupId, allowAutoTopicCreation: false });
    const messages: Message[] = [];
    let timer: NodeJS.Timeout | undefined;
    try {
      await connect(consumer);
      await consumer.subscribe({ topics: [...there].filter((topic) => topics.includes(topic)), fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        const giveUp = () =>
          reject(
            new FreeholdError(
              "BROKER_UNREACHABLE",
              `The broker does not give ${[...open.keys()].join(", ")} up to its end: check that the user may read it, and try again.`,
            ),
          );
        timer = setTimeout(giveUp, timeBudgets.brokerRequestMs);
        // kafkajs goes on alone after what may pass, as a group coordinator that still starts.
        consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || reject(payload.error));
        const eachMessage = async ({ topic, partition, message }: EachMessagePayload) => {
          const { offset, timestamp, value } = message;
          const place = `${topic}/${partition}`;
          const end = open.get(place);
          if (end === undefined) return;
          timer?.refresh();
          messages.push({
            topic,
            partition,
            offset,
            time: new Date(Number(timestamp)),
            value: value?.toString() ?? "",
          });
          if (BigInt(offset) + 1n >= end) open.delete(place);
          if (open.size === 0) resolve();
        };
        consumer.run({ autoCommit: false, eachMessage }).catch(reject);
      });
    } finally {
      clearTimeout(timer);
      await consumer.disconnect();
      await admin.deleteGroups([groupId]).catch((error) => logger.debug({ err: error }, "The reader's group stays"));
    }
    return messages;
  });
}
