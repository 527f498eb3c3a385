import type { DeadLetterTopic, Topic } from "../../contracts/topics";
import type { Sql } from "../database/database";
import type { Statement } from "../database/statement";
import type { ConsumerLag } from "../telemetry/broker-lag";

/** Events of the outbox that are handed to the transport in one go. */
export const publishBatchSize = 200;
/** Events given to a consumer in one go, at most. A transaction and its acknowledgement cost nearly the same for 500 as for 100. */
export const deliveryBatchSize = 500;

/** What the transport is to do with a delivery: forget it, or deliver it again because nothing could be kept of it. */
export type Outcome = "ack" | "retry";

export interface OutgoingEvent {
  topic: Topic | DeadLetterTopic;
  /** Order is kept among the events of one key. */
  key: string;
  /** The CloudEvent, ready to be serialised. */
  event: object;
}

export interface Subscription {
  topics: readonly Topic[];
  /** The consumer group of a shared subscription; names the subscriber of a broadcast one. */
  consumer: string;
  /** `shared`: one replica gets an event, from the oldest on. `broadcast`: each replica gets every new event. */
  delivery: "shared" | "broadcast";
  /** Takes events of a topic in their order, as they came, not parsed; the outcome is that of all. It never throws. */
  deliver: (topic: Topic, raws: readonly unknown[]) => Promise<Outcome>;
}

export interface RunningSubscription {
  /** Stops taking events and resolves when those in hand are finished. */
  stop(): Promise<void>;
}

/**
 * The transport, as the runtime sees it. Delivery is at least once; order within a key is a hope, not a promise: the runtime
 * checks the sequence of each event itself.
 */
export interface Transport {
  /**
   * Resolves when the transport has stored all of `events`; rejects when it may not have some of them.
   * @param tx the transaction in which the events leave the outbox: a transport in the same database joins it
   */
  publish(events: OutgoingEvent[], tx?: Sql): Promise<void>;
  subscribe(subscription: Subscription): Promise<RunningSubscription>;
  /** Resolves when the transport can be reached. */
  ready(): Promise<void>;
  /**
   * Where a broker's client of its own delivers and stops at the same moment as this process: resolves when it has ceased
   * to. What it delivers until then is handled as ever.
   */
  ceased?(): Promise<void>;
  close(): Promise<void>;
  /** Where the transport is in the database of the outbox: how a transaction moves events from one to the other. */
  readonly takeFromOutbox?: Statement;
  /** How far the subscribed consumers are behind, where there is a broker that can be asked. */
  lag?: () => Promise<ConsumerLag[]>;
}
