import { randomUUID } from "node:crypto";
import type { Consumer, EachBatchPayload, Kafka, Message, Producer } from "kafkajs";
import type { Logger } from "pino";
import { maxMessageBytes } from "../../contracts/limits";
import { timeBudgets } from "../../contracts/time-budgets";
import { failpoint } from "../core/failpoint";
import { Worker } from "../core/worker";
import type { Settings } from "../settings/settings";
import type { ConsumerLag } from "../telemetry/broker-lag";
import { connect, type KafkaAdmin, kafkaClient } from "./kafka-client";
import { consumerLag } from "./kafka-lag";
import {
  deliveryBatchSize,
  type OutgoingEvent,
  type RunningSubscription,
  type Subscription,
  type Transport,
} from "./transport";

/** Bytes of a message beside its value: key, header, and what Kafka adds. */
const messageOverhead = 200;
const { sessionTimeoutMs: sessionTimeout, heartbeatMs: heartbeatInterval } = timeBudgets;
/** Milliseconds after which a consumer that kafkajs has given up is rebuilt. */
const rebuildWait = 5_000;

/**
 * Straight to a Kafka broker, without Dapr. Everything that knows kafkajs is in the files kafka*.ts of this folder, because
 * that library is quiet upstream and may have to be replaced one day.
 */
export class KafkaTransport implements Transport {
  private readonly kafka: Kafka;
  private readonly producer: Producer;
  private connected: Promise<void> | undefined;
  private admin: KafkaAdmin | undefined;
  /** Topics of the shared subscriptions, by their group. */
  private readonly groups = new Map<string, readonly string[]>();

  /** @throws FreeholdError SETTINGS_INVALID when the brokers or half of the credentials are missing. */
  constructor(
    settings: Settings["kafka"],
    clientId: string,
    private readonly logger: Logger,
  ) {
    this.kafka = kafkaClient(settings, clientId, logger);
    this.producer = this.kafka.producer({ allowAutoTopicCreation: false, idempotent: true, maxInFlightRequests: 1 });
  }

  /** In several sends where one would be larger than a broker takes: it counts what comes for a partition as one. */
  async publish(events: OutgoingEvent[]): Promise<void> {
    await this.ready();
    let batch = new Map<string, Message[]>();
    let bytes = 0;
    const send = () =>
      this.producer.sendBatch({ topicMessages: [...batch].map(([topic, messages]) => ({ topic, messages })) });
    for (const { topic, key, event } of events) {
      const value = JSON.stringify(event);
      const size = Buffer.byteLength(value) + messageOverhead;
      if (bytes > 0 && bytes + size > maxMessageBytes) {
        await send();
        batch = new Map();
        bytes = 0;
      }
      const messages = batch.get(topic) ?? [];
      messages.push({ key, value, headers: { "content-type": "application/cloudevents+json" } });
      batch.set(topic, messages);
      bytes += size;
    }
    if (batch.size > 0) await send();
  }

  /** One member of the group for all topics: kafkajs gives the partitions of a topic to members that never asked for it. */
  async subscribe(subscription: Subscription): Promise<RunningSubscription> {
    const { topics, consumer: name, delivery } = subscription;
    const shared = delivery === "shared";
    const groupId = shared ? name : `${name}-${randomUUID()}`;
    let stopped = false;
    let member: Consumer | undefined;
    const join = async () => {
      if (stopped) return;
      member = this.kafka.consumer({ groupId, allowAutoTopicCreation: false, sessionTimeout, heartbeatInterval });
      // kafkajs goes on alone after what it takes for temporary, and ends permanently after the rest.
      member.on(member.events.CRASH, ({ payload }) => {
        if (!payload.restart) rebuild.wakeIn(rebuildWait);
      });
      await connect(member);
      await member.subscribe({ topics: [...topics], fromBeginning: shared });
      await member.run({
        // The offset is ours to commit, once the effect is in the database.
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: (payload) => handleBatch(subscription, payload),
      });
    };
    const rebuild = new Worker(`${name}'s return to its group`, this.logger, join);
    await join();
    if (shared) this.groups.set(groupId, topics);
    return {
      stop: async () => {
        stopped = true;
        await rebuild.stop();
        await member?.disconnect();
        if (!shared) await this.forget(groupId);
      },
    };
  }

  /** No member comes back to the group of one replica; where this fails, `npx freehold topics` removes it. */
  private async forget(groupId: string): Promise<void> {
    try {
      const admin = await this.connectAdmin();
      await admin.deleteGroups([groupId]);
    } catch (error) {
      this.logger.debug({ err: error, groupId }, "The group of this replica stays on the broker");
    }
  }

  private async connectAdmin(): Promise<KafkaAdmin> {
    if (!this.admin) {
      const admin = this.kafka.admin();
      await connect(admin);
      this.admin = admin;
    }
    return this.admin;
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
    const admin = await this.connectAdmin();
    const lags: ConsumerLag[] = [];
    for (const [group, topics] of this.groups) lags.push(...(await consumerLag(admin, group, topics)));
    return lags;
  };
}

/** Gives what was fetched to the consumer in portions, and commits each one that it has taken. */
async function handleBatch({ topics, consumer, deliver }: Subscription, payload: EachBatchPayload): Promise<void> {
  const { batch, resolveOffset, commitOffsetsIfNecessary, heartbeat, isRunning, isStale } = payload;
  const topic = topics.find((one) => one === batch.topic);
  if (!topic) return;
  for (let start = 0; start < batch.messages.length && isRunning() && !isStale(); start += deliveryBatchSize) {
    const messages = batch.messages.slice(start, start + deliveryBatchSize);
    const last = messages.at(-1);
    if (!last) return;
    const values = messages.map(({ value }) => value);
    if ((await withHeartbeat(heartbeat, () => deliver(topic, values))) === "retry") {
      // kafkajs waits and delivers from the last resolved offset again.
      throw new Error(`${consumer} gave events of ${topic}[${batch.partition}] up to ${last.offset} back`);
    }
    resolveOffset(last.offset);
    failpoint("acknowledge");
    await commitOffsetsIfNecessary({
      topics: [{ topic, partitions: [{ partition: batch.partition, offset: next(last.offset) }] }],
    });
    failpoint("acknowledged");
    await heartbeat();
  }
}

/** Keeps the membership in the group alive during `work`, which may take longer than a session. */
async function withHeartbeat<Result>(heartbeat: () => Promise<void>, work: () => Promise<Result>): Promise<Result> {
  // A beat that fails tells of a rebalance or of a lost broker; the commit that follows notices the same.
  const timer = setInterval(() => heartbeat().catch(() => {}), heartbeatInterval);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

const next = (offset: string): string => (BigInt(offset) + 1n).toString();
