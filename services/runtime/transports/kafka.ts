import type { Kafka, Producer } from "kafkajs";
import type { Logger } from "pino";
import { failpoint } from "../failpoint";
import type { ConsumerLag } from "../metrics";
import type { Settings } from "../settings";
import type { OutgoingEvent, RunningSubscription, Subscription, Transport } from "../transport";
import { connect, type KafkaAdmin, kafkaClient } from "./kafka-client";
import { consumerLag } from "./kafka-lag";

/** Events that are given to the consumer, and committed, in one go. */
const batchSize = 100;
/** Milliseconds after which the broker gives the partitions of a replica that died to another one, as with Dapr. */
const sessionTimeout = 10_000;
const heartbeatInterval = 3_000;

/**
 * Straight to a Kafka broker, without Dapr. Everything that knows kafkajs is in this file and kafka-client.ts, because that
 * library is quiet upstream and may have to be replaced one day.
 */
export class KafkaTransport implements Transport {
  private readonly kafka: Kafka;
  private readonly producer: Producer;
  private connected: Promise<void> | undefined;
  private admin: KafkaAdmin | undefined;
  /** Topics of the shared subscriptions, by their group. */
  private readonly groups = new Map<string, readonly string[]>();

  /** @throws FreeholdError SETTINGS_INVALID when the brokers or half of the credentials are missing. */
  constructor(settings: Settings["kafka"], clientId: string, logger: Logger) {
    this.kafka = kafkaClient(settings, clientId, logger);
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
    const consumer = this.kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      sessionTimeout,
      heartbeatInterval,
    });
    await connect(consumer);
    if (shared) this.groups.set(groupId, topics);
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
          const values = messages.map(({ value }) => value);
          if ((await beating(heartbeat, () => deliver(topic, values))) === "retry") {
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
    this.connected ??= connect(this.producer).catch((error) => {
      this.connected = undefined;
      throw error;
    });
    await this.connected;
  }

  async close(): Promise<void> {
    if (this.connected) await this.producer.disconnect();
    await this.admin?.disconnect();
  }

  readonly lag = async (): Promise<ConsumerLag[]> => {
    if (!this.admin) {
      const admin = this.kafka.admin();
      await connect(admin);
      this.admin = admin;
    }
    const lags: ConsumerLag[] = [];
    for (const [group, topics] of this.groups) lags.push(...(await consumerLag(this.admin, group, topics)));
    return lags;
  };
}

/** Keeps the membership in the group alive during `work`, which may take longer than a session. */
async function beating<Result>(heartbeat: () => Promise<void>, work: () => Promise<Result>): Promise<Result> {
  // A beat that fails tells of a rebalance or of a lost broker; the commit that follows notices the same.
  const timer = setInterval(() => heartbeat().catch(() => {}), heartbeatInterval);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

const next = (offset: string): string => (BigInt(offset) + 1n).toString();

function groupByTopic(events: OutgoingEvent[]): Map<string, OutgoingEvent[]> {
  const groups = new Map<string, OutgoingEvent[]>();
  for (const event of events) groups.set(event.topic, [...(groups.get(event.topic) ?? []), event]);
  return groups;
}
