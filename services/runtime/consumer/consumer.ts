import type { Logger } from "pino";
import type { FreeholdEvent } from "../../contracts/envelope";
import type { EventType } from "../../contracts/events";
import type { ServiceDefinition } from "../../contracts/service-definition";
import type { QueuedSql } from "../database/database";
import type { NewEvent } from "../outbox/outbox";

export interface HandlerContext {
  /** The transaction that also holds the claim: what the handler writes here happens exactly once. */
  tx: QueuedSql;
  /** Writes an event in the same transaction, with its commit; it continues the trace of the event in hand, its cause. */
  emit<T extends EventType>(event: Omit<NewEvent<T>, "traceparent" | "causationId">): void;
  /** Leaves a side effect of this event out: one that is known to have nothing to do costs no claim. */
  skipSideEffect(name: string): void;
  /** Runs `hook` once the transaction is committed. It must not throw, and is not run again after a crash. */
  afterCommit(hook: () => void): void;
  logger: Logger;
}

/**
 * Handles one event. Handlers of events of different subjects overlap, so that their statements share round trips; those of
 * one subject come after each other.
 */
export type Handler<T extends EventType> = (event: FreeholdEvent<T>, context: HandlerContext) => Promise<void>;

export interface SetContext extends Omit<HandlerContext, "emit" | "skipSideEffect"> {
  /** Writes an event in the same transaction, with its commit; give it the trace and the id of the event that it follows from. */
  emit<T extends EventType>(event: NewEvent<T>): void;
}

/**
 * Handles events of one batch at once, in their order, as with one statement for all. When it fails, nothing of it is kept,
 * and each event is given to the handler for one.
 */
export type SetHandler<T extends EventType = EventType> = (
  events: readonly FreeholdEvent<T>[],
  context: SetContext,
) => Promise<void>;

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
   * For a type that `on` has too, a handler that takes all events of a batch at once. One handler under several types takes
   * the events of all of them. Default: each event alone.
   */
  onMany?: { [T in EventType]?: SetHandler<T> };
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
  rest: Pick<Consumer, "onMany" | "sideEffects"> = {},
): Consumer => ({
  name: definition.name,
  subscribes: definition.subscribes,
  on,
  ...rest,
});
