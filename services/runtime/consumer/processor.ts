import type { Envelope } from "../../contracts/envelope";
import { timeBudgets } from "../../contracts/time-budgets";
import type { Topic } from "../../contracts/topics";
import { messageOf } from "../core/errors";
import { failpoint } from "../core/failpoint";
import type { Worker } from "../core/worker";
import { isOutage } from "../database/outage";
import { deliverSpan } from "../telemetry/messaging-spans";
import type { Outcome } from "../transports/transport";
import { decodeEnvelope } from "./decode";
import { EventTransaction, type TransactionOptions } from "./event-transaction";
import type { ProcessorOptions } from "./processor-options";
import { RetryWorker } from "./retry-worker";
import { SideEffects } from "./side-effects";

class Halted extends Error {
  constructor() {
    super("The service stops");
  }
}

/**
 * Applies the events of one consumer, each exactly once and in the order of its subject:
 * decode, then in one transaction claim, check the sequence, handle, write what it emits; then acknowledge.
 * What fails is parked and retried, and becomes a dead letter in the end; other subjects never wait for it.
 */
export class Processor {
  private readonly transactionOptions: TransactionOptions;
  private readonly retries: RetryWorker;
  private readonly sideEffects: readonly SideEffects[];
  private readonly workers: readonly Worker[];
  private readonly name: string;
  private deadline = Number.POSITIVE_INFINITY;

  constructor(private readonly options: ProcessorOptions) {
    this.name = options.consumer.name;
    this.transactionOptions = {
      ...options,
      wakeWorkers: () => {
        for (const worker of this.workers) worker.wake();
      },
    };
    this.retries = new RetryWorker(this.transactionOptions);
    const effects = Object.values(options.consumer.sideEffects ?? {}).flatMap((handlers) => Object.keys(handlers));
    this.sideEffects = [...new Set(effects)].map((effect) => new SideEffects(options, effect));
    this.workers = [this.retries, ...this.sideEffects].map(({ worker }) => worker);
  }

  /** Looks for events that were parked before a restart or an update; from then on only this process's own wake it. */
  start(): void {
    for (const worker of this.workers) worker.start();
  }

  /** Looks for parked events in `delay` milliseconds: a transaction that may have parked one had no answer. */
  wakeIn(delay: number): void {
    for (const worker of this.workers) worker.wakeIn(delay);
  }

  /**
   * To be called before the transport is told to stop: what is in hand has ten seconds from now on. A batch that takes longer
   * is given back whole, between two of its events. Parked events that fall due by then are retried still.
   */
  beginDrain(): void {
    this.deadline = Date.now() + timeBudgets.inHandMs;
  }

  /** Finishes the retry in hand, and what else falls due in the time that `beginDrain` gave. */
  async stop(): Promise<void> {
    const left = this.deadline - Date.now();
    await this.retries.stop(Number.isFinite(left) ? left : 0);
    const rest = Number.isFinite(left) ? Math.max(0, this.deadline - Date.now()) : timeBudgets.inHandMs;
    await Promise.all(this.sideEffects.map((worker) => worker.stop(rest)));
  }

  /**
   * Takes events from the transport, in their order, in as few transactions as they allow. It never throws: when not all of
   * them could be kept, all are given back, and those that were kept are duplicates the next time.
   */
  async deliver(topic: Topic, raws: readonly unknown[]): Promise<Outcome> {
    const { metrics, logger } = this.options;
    const labels = { consumer: this.name };
    const began = performance.now();
    metrics.inFlight.inc(labels, raws.length);
    let release = () => {};
    const events: Envelope[] = [];
    failpoint("deliver");
    try {
      for (const raw of raws) {
        const event = await this.decode(topic, raw);
        if (event) events.push(event);
      }
      const times = events.map(({ time }) => Date.parse(time));
      release = metrics.trackInFlight(this.name, times);
      if (events.length > 0) await deliverSpan(topic, this.name, events, () => this.applyAll(topic, events));
      failpoint("delivered");
      return "ack";
    } catch (error) {
      logger.warn({ err: error, topic }, `Delivery given back to the transport: ${messageOf(error)}`);
      metrics.givenBack.inc({ ...labels, topic });
      return "retry";
    } finally {
      const seconds = (performance.now() - began) / 1_000;
      for (const index of raws.keys()) metrics.handling.observe(labels, seconds, events[index]?.traceparent);
      metrics.inFlight.dec(labels, raws.length);
      release();
    }
  }

  private async decode(topic: Topic, raw: unknown): Promise<Envelope | undefined> {
    try {
      return decodeEnvelope(raw);
    } catch (error) {
      await this.run(topic, (transaction) => transaction.refuse(raw, error));
      return undefined;
    }
  }

  /** Applies events in one transaction. The one that fails is kept apart, so that it takes no other with it. */
  private async applyAll(topic: Topic, events: readonly Envelope[]): Promise<void> {
    for (let rest = events; rest.length > 0; ) {
      const failure = await this.tryAll(topic, rest);
      if (!failure) return;
      const failedEvent = rest[failure.index];
      if (!failedEvent) {
        // It was the commit that failed, so it may have been any of them.
        for (const event of rest) await this.applyAll(topic, [event]);
        return;
      }
      await this.applyAll(topic, rest.slice(0, failure.index));
      await this.recordFailure(topic, failedEvent, failure.error);
      rest = rest.slice(failure.index + 1);
    }
  }

  /**
   * @param withSets whether handlers for many events are used. Without an answer as to which event of a set has failed, each
   *   is given to the handler for one.
   * @returns which event failed, and with what; undefined when all were applied
   * @throws what says nothing about an event: the database is away
   */
  private async tryAll(
    topic: Topic,
    events: readonly Envelope[],
    withSets = events.length > 1,
  ): Promise<{ index: number; error: unknown } | undefined> {
    const seen: { transaction?: EventTransaction } = {};
    try {
      await this.run(topic, async (transaction) => {
        seen.transaction = transaction;
        await transaction.claim(events);
        await transaction.applyAll(events, { withSets, goOn: () => this.goOn() });
      });
      return undefined;
    } catch (error) {
      if (isOutage(error) || error instanceof Halted) throw error;
      const failure = seen.transaction?.handling.failure;
      if (failure && failure.eventId === undefined) return this.tryAll(topic, events, false);
      // Without a failed event, it was the commit.
      const index = failure ? events.findIndex(({ id }) => id === failure.eventId) : events.length;
      return { index: events.length === 1 ? 0 : index, error: failure?.error ?? error };
    }
  }

  /** @throws Halted once the time that `beginDrain` gave is over */
  private goOn(): void {
    if (Date.now() > this.deadline) throw new Halted();
  }

  /** The transaction of a failed event is undone, claim included. Another one records it, so that the transport may forget it. */
  private async recordFailure(topic: Topic, event: Envelope, error: unknown): Promise<void> {
    await this.run(topic, async (transaction) => {
      await transaction.claim([event]);
      await transaction.fail(event, error);
    });
  }

  private run(topic: Topic, work: (transaction: EventTransaction) => Promise<void>): Promise<void> {
    return EventTransaction.run(this.transactionOptions, topic, work);
  }
}
