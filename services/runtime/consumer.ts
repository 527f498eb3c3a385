import type { Logger } from "pino";
import type { FreeholdEvent } from "../contracts/envelope";
import type { EventType } from "../contracts/events";
import type { ServiceNeeds } from "../contracts/needs";
import type { Sql } from "./database";
import type { NewEvent } from "./outbox";

export interface HandlerContext {
  /** The transaction that also holds the claim: what the handler writes here happens exactly once. */
  tx: Sql;
  /** Writes an event in the same transaction, with its commit; it continues the trace of the event in hand. */
  emit<T extends EventType>(event: Omit<NewEvent<T>, "traceparent">): void;
  /** Runs `hook` once the transaction is committed. It must not throw, and is not run again after a crash. */
  afterCommit(hook: () => void): void;
  logger: Logger;
}

export type Handler<T extends EventType> = (event: FreeholdEvent<T>, context: HandlerContext) => Promise<void>;

export interface OutsideContext {
  /** To be handed on to whoever can use it: the same for every try at this effect of this event. */
  idempotencyKey: string;
  logger: Logger;
}

/** Has an effect that leaves the database, within 30 seconds. It is tried again when it throws, as any handler is. */
export type OutsideHandler<T extends EventType> = (event: FreeholdEvent<T>, context: OutsideContext) => Promise<void>;

/** By a name that stays the same from release to release: what an effect was had under is known by it. */
export type OutsideHandlers<T extends EventType> = Readonly<Record<string, OutsideHandler<T>>>;

/**
 * A consumer is a description: what it subscribes to and what it does with each type of event. The runtime does the
 * rest. A type of a subscribed topic without a handler is acknowledged and has no effect.
 */
export interface Consumer {
  /** The consumer group, and the name under which claims, parked events and dead letters are kept. */
  name: string;
  subscribes: ServiceNeeds["subscribes"];
  on: { [T in EventType]?: Handler<T> };
  /**
   * Effects that leave the database, had when those in it are committed, each under the idempotency of the service.
   * When one fails, the others are had none the less, and the event is retried and dead-lettered for the one that failed:
   * what is in the database stays.
   */
  outside?: { [T in EventType]?: OutsideHandlers<T> };
}

/** Describes the consumer of a service. Its subscriptions come from what the service declares that it needs. */
export const defineConsumer = (needs: ServiceNeeds, on: Consumer["on"], outside?: Consumer["outside"]): Consumer => ({
  name: needs.name,
  subscribes: needs.subscribes,
  on,
  outside,
});
