import type { FreeholdEvent } from "../../contracts/envelope";
import { eventTypes } from "../../contracts/events";
import type { Topic } from "../../contracts/topics";
import type { QueuedSql, Transaction } from "../database/database";
import { writeEvent } from "../outbox/outbox";
import { processSetSpan, processSpan } from "../telemetry/messaging-spans";
import type { Handler, HandlerContext, SetContext } from "./consumer";
import type { Outcomes } from "./outcomes";
import type { ProcessorOptions } from "./processor-options";
import type { Wave } from "./waves";

/** What ended a transaction. */
export interface HandlingFailure {
  /** The id of the event that failed; undefined for a set, of which it may be any. */
  eventId: string | undefined;
  error: unknown;
}

/** Runs the handlers of one transaction, and notes which of them failed first: the others fail with it. */
export class Handling {
  failure: HandlingFailure | undefined;
  /** Side effects that handlers left out, by the id of the event. */
  private readonly skipped = new Map<string, string[]>();

  constructor(
    private readonly tx: Transaction,
    private readonly options: ProcessorOptions,
    private readonly outcomes: Outcomes,
    private readonly topic: Topic,
  ) {}

  /**
   * Runs the handlers of a wave side by side, and waits for all of them: the transaction must not end under one.
   * @throws what the first that failed has thrown
   */
  async handle({ sets, singles }: Wave): Promise<void> {
    const work = singles.map((event) => this.attempt(event.id, () => this.one(event)));
    const { name } = this.options.consumer;
    for (const [many, events] of sets) {
      const handle = () => many(events, this.setContext());
      work.push(this.attempt(undefined, () => processSetSpan(this.topic, name, events, handle)));
    }
    await Promise.all(work);
    if (this.failure) throw this.failure.error;
  }

  /** Notes what `work` throws as the failure of an event, or of a set. */
  private async attempt(eventId: string | undefined, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failed(eventId, error);
    }
  }

  isSkipped(eventId: string, effect: string): boolean {
    return this.skipped.get(eventId)?.includes(effect) ?? false;
  }

  failed(eventId: string | undefined, error: unknown): void {
    this.failure ??= { eventId, error };
  }

  /** Runs the handler of the event's type. A type that the consumer has no handler for has no effect. */
  private async one(event: FreeholdEvent): Promise<void> {
    // The compiler can't see that the handler under a type takes events of that type.
    const handler = this.options.consumer.on[event.type] as Handler<FreeholdEvent["type"]> | undefined;
    if (!handler) return;
    await processSpan(this.topic, this.options.consumer.name, event, () => handler(event, this.contextOf(event)));
  }

  private contextOf({ id, traceparent, type }: FreeholdEvent): HandlerContext {
    const { logger } = this.options;
    return {
      tx: this.sql(id),
      emit: (emitted) => this.emit({ ...emitted, traceparent, causationId: id }),
      skipSideEffect: (name) => this.skipped.set(id, [...(this.skipped.get(id) ?? []), name]),
      afterCommit: (hook) => this.outcomes.afterCommit(hook),
      // Most handlers log nothing, and a child costs more than a handler that writes one row.
      get logger() {
        return logger.child({ eventId: id, traceparent, type });
      },
    };
  }

  private setContext(): SetContext {
    return {
      tx: this.sql(undefined),
      emit: (emitted) => this.emit(emitted),
      afterCommit: (hook) => this.outcomes.afterCommit(hook),
      logger: this.options.logger,
    };
  }

  private readonly emit: SetContext["emit"] = (event) => {
    const { consumer, metrics, wakeRelay } = this.options;
    writeEvent(this.tx, consumer.name, event);
    this.outcomes.afterCommit(() => {
      metrics.written.inc({ service: consumer.name, topic: eventTypes[event.type].topic });
      wakeRelay();
    });
  };

  private sql(eventId: string | undefined): QueuedSql {
    return {
      query: (text, values) => this.tx.query(text, values),
      enqueue: (text, values) => this.tx.enqueue(text, values, (error) => this.failed(eventId, error)),
    };
  }
}
