import type { Logger } from "pino";
import type { Envelope } from "../contracts/envelope";
import type { Topic } from "../contracts/topics";
import { Application } from "./application";
import type { Consumer } from "./consumer";
import type { Database, Sql } from "./database";
import { deadLetterRaw } from "./dead-letter";
import { decodeEnvelope } from "./decode";
import { messageOf } from "./errors";
import { lockProgress } from "./inbox";
import type { Metrics } from "./metrics";
import { isOutage } from "./outage";
import { dueEvents, hasParkedPredecessor, keepWaiting, lockDue, nextDueIn, type ParkedPlace, unpark } from "./parking";
import { predecessorWait } from "./retry-policy";
import type { Outcome } from "./transport";
import { Worker } from "./worker";

export interface ProcessorOptions {
  consumer: Consumer;
  database: Database;
  metrics: Metrics;
  logger: Logger;
  /** Called after a commit that wrote an event to the outbox. */
  wakeRelay: () => void;
  /** Milliseconds before each retry. Default: the series of the retry policy. */
  retryWaits?: readonly number[];
  /** Milliseconds to wait for a predecessor that is not seen at all. Default: that of the retry policy. */
  predecessorWait?: number;
}

/**
 * Applies the events of one consumer, each exactly once and in the order of its subject:
 * decode, then in one transaction claim, check the sequence, handle, write what it emits; then acknowledge.
 * What fails is parked and retried, and becomes a dead letter in the end; other subjects never wait for it.
 */
export class Processor {
  private readonly parkedWorker: Worker;
  private readonly name: string;

  constructor(private readonly options: ProcessorOptions) {
    this.name = options.consumer.name;
    this.parkedWorker = new Worker(`${this.name}'s parked events`, options.logger, () => this.retryDueEvents());
  }

  /** Looks once for events that were parked before a restart; from then on only this process's own wake it. */
  start(): void {
    this.parkedWorker.wake();
  }

  /** Finishes the retry in hand. */
  stop(): Promise<void> {
    return this.parkedWorker.stop();
  }

  /** Takes a delivery from the bus. It never throws: what can't be kept is given back. */
  async deliver(topic: Topic, raw: unknown): Promise<Outcome> {
    const { metrics, logger } = this.options;
    const labels = { consumer: this.name };
    metrics.inFlight.inc(labels);
    const stopTimer = metrics.handling.startTimer(labels);
    try {
      await this.take(topic, raw);
      return "ack";
    } catch (error) {
      logger.warn({ err: error, topic }, `Delivery given back to the bus: ${messageOf(error)}`);
      return "retry";
    } finally {
      stopTimer();
      metrics.inFlight.dec(labels);
    }
  }

  private async take(topic: Topic, raw: unknown): Promise<void> {
    let event: Envelope;
    try {
      event = decodeEnvelope(raw);
    } catch (error) {
      return this.refuse(topic, raw, error);
    }
    try {
      await this.commit(topic, async (application) => {
        const claimed = await application.claimInTurn(event);
        if (!claimed) return;
        await application.handle(event);
        await application.finish(event, claimed);
      });
    } catch (error) {
      if (isOutage(error)) throw error;
      // That transaction is gone, claim included. A second one keeps the event, so that the bus may forget it.
      await this.commit(topic, async (application) => {
        const claimed = await application.claimInTurn(event);
        if (claimed) await application.setBack(event, claimed, { error, failures: 1, firstFailedAt: new Date() });
      });
    }
  }

  /** What is no event at all can neither be claimed nor retried. */
  private async refuse(topic: Topic, raw: unknown, error: unknown): Promise<void> {
    const { metrics, logger, wakeRelay } = this.options;
    await this.commit(topic, async (application, tx) => {
      await deadLetterRaw(tx, this.name, topic, raw, error);
      application.count(metrics.deadLettered);
      application.afterCommit(() => {
        logger.error({ err: error, topic }, `Delivery moved to the dead letters: ${messageOf(error)}`);
        wakeRelay();
      });
    });
  }

  private async retryDueEvents(): Promise<void> {
    const { database } = this.options;
    for (;;) {
      const places = await dueEvents(database, this.name);
      if (places.length === 0) break;
      for (const place of places) await this.retry(place);
    }
    const wait = await nextDueIn(database, this.name);
    if (wait !== undefined) this.parkedWorker.wakeAt(Date.now() + wait);
  }

  private async retry(place: ParkedPlace): Promise<void> {
    try {
      await this.commit(place.topic, (application, tx) => this.applyParked(application, tx, place));
    } catch (error) {
      if (isOutage(error)) throw error;
      await this.commit(place.topic, async (application, tx) => {
        const progress = await lockProgress(tx, this.name, place.topic, place.subject);
        const parked = await lockDue(tx, this.name, place.event_id);
        if (!parked) return;
        const { event, replay, failures, first_failed_at } = parked;
        const setback = { error, failures: failures + 1, firstFailedAt: first_failed_at ?? new Date() };
        await application.setBack(event, { ...progress, replay }, setback);
      });
    }
  }

  private async applyParked(application: Application, tx: Sql, { event_id, topic, subject }: ParkedPlace) {
    const { metrics, predecessorWait: wait = predecessorWait } = this.options;
    const progress = await lockProgress(tx, this.name, topic, subject);
    const parked = await lockDue(tx, this.name, event_id);
    if (!parked) return;
    const { event, replay, reason } = parked;
    if (!replay && event.sequence > progress.sequence + 1) {
      if (await hasParkedPredecessor(tx, this.name, topic, event)) return keepWaiting(tx, this.name, event.id, wait);
      application.count(metrics.gaps);
    }
    if (reason === "retry") metrics.retried.inc({ consumer: this.name, topic });
    await application.handle(event);
    await unpark(tx, this.name, event.id);
    await application.finish(event, { ...progress, replay });
  }

  private async commit(topic: Topic, work: (application: Application, tx: Sql) => Promise<void>): Promise<void> {
    const wakeParked = () => this.parkedWorker.wake();
    const application = await this.options.database.transaction(async (tx) => {
      const inside = new Application(tx, this.options, topic, wakeParked);
      await work(inside, tx);
      return inside;
    });
    application.committed();
  }
}
