import { type Consumer, Kafka, logLevel, type Producer, type SASLOptions } from "kafkajs";
import type { Logger } from "pino";
import { FreeholdError } from "../errors";
import { failpoint } from "../failpoint";
import type { Settings } from "../settings";
import type { OutgoingEvent, RunningSubscription, Subscription, Transport } from "../transport";

/** Events that are given to the consumer, and committed, in one go. */
const batchSize = 100;

/** kafkajs writes to our log, at its own levels. */
const levels = {
  [logLevel.ERROR]: "error",
  [logLevel.WARN]: "warn",
  [logLevel.INFO]: "debug",
  [logLevel.DEBUG]: "trace",
} as const;

/**
 * Straight to a Kafka broker, without Dapr. Everything that knows kafkajs is in this file, because that library is
 * quiet upstream and may have to be replaced one day.
 */
export class KafkaTransport implements Transport {
  private readonly kafka: Kafka;
  private readonly producer: Producer;
  private connected: Promise<void> | undefined;

  /** @throws FreeholdError SETTINGS_INVALID when the brokers or half of the credentials are missing. */
  constructor(
    settings: Settings["kafka"],
    clientId: string,
    private readonly logger: Logger,
  ) {
    if (!settings.brokers)
      throw new FreeholdError("SETTINGS_INVALID", "KAFKA_BROKERS is missing: set it to host:port.");
    this.kafka = new Kafka({
      clientId,
      brokers: settings.brokers,
      ssl: settings.tls,
      sasl: saslOf(settings),
      logCreator:
        () =>
        ({ level, log }) => {
          const name = level === logLevel.NOTHING ? undefined : levels[level];
          if (name) this.logger[name]({ kafka: log }, log.message);
        },
    });
    this.producer = this.kafka.producer({ allowAutoTopicCreation: false, idempotent: true, maxInFlightRequests: 1 });
  }

  async publish(events: OutgoingEvent[]): Promise<void> {
    await this.ready();
    const byTopic = groupByTopic(events);
    await this.producer.sendBatch({
      topicMessages: [...byTopic].map(([topic, batch]) => ({
        topic,
        messages: batch.map(({ key, event }) => ({
          key,
          value: JSON.stringify(event),
          headers: { "content-type": "application/cloudevents+json" },
        })),
      })),
    });
  }

  /** One member of the group for all topics: kafkajs gives the partitions of a topic to members that never asked for it. */
  async subscribe({ topics, consumer: name, delivery, deliver }: Subscription): Promise<RunningSubscription> {
    const shared = delivery === "shared";
    const groupId = shared ? name : `${name}-${process.pid}-${Date.now()}`;
    const consumer = this.kafka.consumer({ groupId, allowAutoTopicCreation: false });
    await this.connect(consumer);
    await consumer.subscribe({ topics: [...topics], fromBeginning: shared });
    await consumer.run({
      // The offset is ours to commit, once the effect is in the database.
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary, heartbeat, isRunning, isStale }) => {
        const topic = topics.find((one) => one === batch.topic);
        if (!topic) return;
        for (let start = 0; start < batch.messages.length && isRunning() && !isStale(); start += batchSize) {
          const messages = batch.messages.slice(start, start + batchSize);
          const last = messages.at(-1);
          if (!last) return;
          if (
            (await deliver(
              topic,
              messages.map(({ value }) => value),
            )) === "retry"
          ) {
            // kafkajs waits and delivers from the last resolved offset again.
            throw new Error(`${name} gave events of ${topic}[${batch.partition}] up to ${last.offset} back`);
          }
          resolveOffset(last.offset);
          failpoint("acknowledge");
          await commitOffsetsIfNecessary({
            topics: [{ topic, partitions: [{ partition: batch.partition, offset: next(last.offset) }] }],
          });
          failpoint("acknowledged");
          await heartbeat();
        }
      },
    });
    return { stop: () => consumer.disconnect() };
  }

  /** @throws FreeholdError BROKER_UNREACHABLE */
  async ready(): Promise<void> {
    this.connected ??= this.connect(this.producer).catch((error) => {
      this.connected = undefined;
      throw error;
    });
    await this.connected;
  }

  async close(): Promise<void> {
    if (this.connected) await this.producer.disconnect();
  }

  private async connect(client: Producer | Consumer): Promise<void> {
    try {
      await client.connect();
    } catch (cause) {
      throw new FreeholdError(
        "BROKER_UNREACHABLE",
        "No broker of KAFKA_BROKERS answers; check address, TLS and user.",
        {
          cause,
        },
      );
    }
  }
}

const next = (offset: string): string => (BigInt(offset) + 1n).toString();

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

function groupByTopic(events: OutgoingEvent[]): Map<string, OutgoingEvent[]> {
  const groups = new Map<string, OutgoingEvent[]>();
  for (const event of events) groups.set(event.topic, [...(groups.get(event.topic) ?? []), event]);
  return groups;
}
