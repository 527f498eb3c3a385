import type { Logger } from "pino";
import type { FreeholdEvent } from "../../contracts/envelope";
import type { EventType } from "../../contracts/events";
import type { ServiceDefinition } from "../../contracts/service-definition";
import type { Sql } from "../database/database";
import type { NewEvent } from "../outbox/outbox";

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

export interface SideEffectContext {
  /** For the receiver of the effect: the same for every try at this effect of this event. */
  idempotencyKey: string;
  logger: Logger;
}

/** Runs a side effect outside the database, within 30 seconds. When it throws, its retry series decides what follows. */
export type SideEffectHandler<T extends EventType> = (
  event: FreeholdEvent<T>,
  context: SideEffectContext,
) => Promise<void>;

/** By a name that stays the same from release to release: an effect that ran is known by it. */
export type SideEffectHandlers<T extends EventType> = Readonly<Record<string, SideEffectHandler<T>>>;

/**
 * A consumer is a description: what it subscribes to and what it does with each type of event. The runtime does the
 * rest. A type of a subscribed topic without a handler is acknowledged and has no effect.
 */
export interface Consumer {
  /** The consumer group, and the name under which claims, parked events and dead letters are kept. */
  name: string;
  subscribes: ServiceDefinition["subscribes"];
  on: { [T in EventType]?: Handler<T> };
  /**
   * Side effects outside the database, by name. They run after commit, each guarded by its own idempotency key and retried
   * by a series of its own. They wait neither for each other nor for other events.
   */
  sideEffects?: { [T in EventType]?: SideEffectHandlers<T> };
  /** Milliseconds after its first failure for which a side effect is retried. Default: 24 hours. */
  giveUpAfterMs?: number;
}

/** Describes the consumer of a service. Its subscriptions come from what the service declares that it needs. */
export const defineConsumer = (
  definition: ServiceDefinition,
  on: Consumer["on"],
  sideEffects?: Consumer["sideEffects"],
): Consumer => ({
  name: definition.name,
  subscribes: definition.subscribes,
  on,
  sideEffects,
});
