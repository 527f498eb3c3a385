import type { Logger } from "pino";
import type { Envelope } from "../contracts/envelope";
import type { Topic } from "../contracts/topics";
import { ApplicationRunner } from "./application-runner";
import type { Consumer } from "./consumer";
import type { Database } from "./database";
import { deadLetterRaw } from "./dead-letter";
import { decodeEnvelope } from "./decode";
import { messageOf } from "./errors";
import { failpoint } from "./failpoint";
import type { Idempotency } from "./idempotency/port";
import type { Metrics } from "./metrics";
import { isOutage } from "./outage";
import { ParkedRetrier } from "./parked-retrier";
import type { Outcome } from "./transport";

export interface ProcessorOptions {
  consumer: Consumer;
  database: Database;
  metrics: Metrics;
  logger: Logger;
  /** Called after a commit that wrote an event to the outbox. */
  wakeRelay: () => void;
  /** What keeps the effects that leave the database from being had twice. Default: claims in the inbox. */
  idempotency?: Idempotency;
  /** Milliseconds before each retry. Default: the series of the retry policy. */
  retryWaits?: readonly number[];
  /** Milliseconds to wait for a predecessor that is not seen at all. Default: that of the retry policy. */
  predecessorWait?: number;
}

/** Milliseconds that a batch in hand and parked events have when the service stops; well within what a stop may take. */
const haltTime = 10_000;

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
  private readonly transactions: ApplicationRunner;
  private readonly parked: ParkedRetrier;
  private readonly name: string;
  private deadline = Number.POSITIVE_INFINITY;

  constructor(private readonly options: ProcessorOptions) {
    this.name = options.consumer.name;
    this.transactions = new ApplicationRunner(options, () => this.parked.wake());
    this.parked = new ParkedRetrier(options, this.transactions);
  }

  /** Looks for events that were parked before a restart or an update; from then on only this process's own wake it. */
  start(): void {
    this.parked.start();
  }

  /** Looks for parked events in `delay` milliseconds: a transaction that may have parked one had no answer. */
  wakeIn(delay: number): void {
    this.parked.wakeIn(delay);
  }

  /**
   * To be called before the bus is told to stop: what is in hand has ten seconds from now on. A batch that takes longer
   * is given back whole, between two of its events. Parked events that fall due by then are retried still.
   */
  halt(): void {
    this.deadline = Date.now() + haltTime;
  }

  /** Finishes the retry in hand, and what else falls due in the time that `halt` gave. */
  stop(): Promise<void> {
    const left = this.deadline - Date.now();
    return this.parked.stop(Number.isFinite(left) ? left : 0);
  }

  /**
   * Takes events from the bus, in their order, in as few transactions as they allow. It never throws: when not all of
   * them could be kept, all are given back, and those that were kept are duplicates the next time.
   */
  async deliver(topic: Topic, raws: readonly unknown[]): Promise<Outcome> {
    const { metrics, logger } = this.options;
    const labels = { consumer: this.name };
    const began = performance.now();
    metrics.inFlight.inc(labels, raws.length);
    let release = () => {};
    failpoint("deliver");
    try {
      const events: Envelope[] = [];
      for (const raw of raws) {
        const event = await this.decode(topic, raw);
        if (event) events.push(event);
      }
      const times = events.map(({ time }) => Date.parse(time));
      release = metrics.hold(this.name, times);
      await this.applyAll(topic, events);
      failpoint("delivered");
      return "ack";
    } catch (error) {
      logger.warn({ err: error, topic }, `Delivery given back to the bus: ${messageOf(error)}`);
      return "retry";
    } finally {
      const seconds = (performance.now() - began) / 1_000;
      for (const _ of raws) metrics.handling.observe(labels, seconds);
      metrics.inFlight.dec(labels, raws.length);
      release();
    }
  }

  private async decode(topic: Topic, raw: unknown): Promise<Envelope | undefined> {
    try {
      return decodeEnvelope(raw);
    } catch (error) {
      await this.refuse(topic, raw, error);
      return undefined;
    }
  }

  /** Applies events in one transaction. The one that fails is kept apart, so that it takes no other with it. */
  private async applyAll(topic: Topic, events: readonly Envelope[]): Promise<void> {
    for (let rest = events; rest.length > 0; ) {
      const failure = await this.tryAll(topic, rest);
      if (!failure) return;
      const culprit = rest[failure.index];
      if (!culprit) {
        // It was the commit that failed, so it may have been any of them.
        for (const event of rest) await this.applyAll(topic, [event]);
        return;
      }
      await this.applyAll(topic, rest.slice(0, failure.index));
      await this.keepFailed(topic, culprit, failure.error);
      rest = rest.slice(failure.index + 1);
    }
  }

  /**
   * @returns which event failed, and with what; undefined when all were applied
   * @throws what says nothing about an event: the database is away
   */
  private async tryAll(
    topic: Topic,
    events: readonly Envelope[],
  ): Promise<{ index: number; error: unknown } | undefined> {
    let index = 0;
    try {
      await this.transactions.run(topic, async (application) => {
        await application.claim(events);
        for (const event of events) {
          if (Date.now() > this.deadline) throw new Halted();
          if (await application.isTurnOf(event)) {
            await application.handle(event);
            await application.finish(event);
          }
          index += 1;
        }
      });
      return undefined;
    } catch (error) {
      if (isOutage(error) || error instanceof Halted) throw error;
      return { index: events.length === 1 ? 0 : index, error };
    }
  }

  /** The transaction of a failed event is gone, claim included. Another one keeps it, so that the bus may forget it. */
  private async keepFailed(topic: Topic, event: Envelope, error: unknown): Promise<void> {
    await this.transactions.run(topic, async (application) => {
      await application.claim([event]);
      if (!(await application.isTurnOf(event))) return;
      await application.setBack(event, { error, failures: 1, firstFailedAt: new Date() });
    });
  }

  /** What is no event at all can neither be claimed nor retried. */
  private async refuse(topic: Topic, raw: unknown, error: unknown): Promise<void> {
    const { metrics, logger, wakeRelay } = this.options;
    await this.transactions.run(topic, async (application, tx) => {
      await deadLetterRaw(tx, this.name, topic, raw, error);
      application.count(metrics.deadLettered);
      application.afterCommit(() => {
        logger.error({ err: error, topic }, `Delivery moved to the dead letters: ${messageOf(error)}`);
        wakeRelay();
      });
    });
  }
}
