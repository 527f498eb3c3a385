import type { Logger } from "pino";
import type { Envelope, FreeholdEvent } from "../contracts/envelope";
import type { Topic } from "../contracts/topics";
import type { Consumer, Handler, HandlerContext } from "./consumer";
import type { Database, Sql } from "./database";
import { deadLetter, deadLetterRaw, type Failure } from "./dead-letter";
import { decodeData, decodeEnvelope } from "./decode";
import { FreeholdError, messageOf } from "./errors";
import { advance, type Claim, claim, lockProgress, type Progress } from "./inbox";
import type { Metrics } from "./metrics";
import { isOutage } from "./outage";
import { writeEvent } from "./outbox";
import {
  dueEvents,
  hasParkedPredecessor,
  keepWaiting,
  lockDue,
  nextDueIn,
  type ParkedPlace,
  parkForPredecessor,
  parkForRetry,
  unpark,
} from "./parking";
import { retryWaits } from "./retry-policy";
import type { Outcome } from "./transport";
import { Worker } from "./worker";

export interface ProcessorOptions {
  consumer: Consumer;
  database: Database;
  metrics: Metrics;
  logger: Logger;
  /** Called after a commit that wrote an event to the outbox. */
  wakeRelay: () => void;
}

/** What a transaction leaves to be done once it is committed. */
type AfterCommit = (() => void)[];

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
    let envelope: Envelope;
    try {
      envelope = decodeEnvelope(raw);
    } catch (error) {
      await this.commit(async (tx, after) => {
        await deadLetterRaw(tx, this.name, topic, raw, error);
        this.countDeadLetter(topic, undefined, error, after);
      });
      return;
    }
    await this.commit((tx, after) => this.applyFresh(tx, after, topic, envelope)).catch(async (error) => {
      if (isOutage(error)) throw error;
      // The transaction is gone, claim included. A second one keeps the event, so that the bus may forget it.
      await this.commit((tx, after) => this.keepFailed(tx, after, topic, envelope, error));
    });
  }

  private async applyFresh(tx: Sql, after: AfterCommit, topic: Topic, event: Envelope): Promise<void> {
    const claimed = await this.claimInTurn(tx, after, topic, event);
    if (!claimed) return;
    await this.handle(tx, after, topic, event);
    await this.finish(tx, after, topic, event, claimed);
  }

  private async keepFailed(tx: Sql, after: AfterCommit, topic: Topic, event: Envelope, error: unknown): Promise<void> {
    const claimed = await this.claimInTurn(tx, after, topic, event);
    if (!claimed) return;
    await this.setBack(tx, after, topic, event, claimed, { error, failures: 1, firstFailedAt: new Date() });
  }

  /** Claims the event if it is its turn; otherwise settles it: as a duplicate, or parked behind its predecessor. */
  private async claimInTurn(tx: Sql, after: AfterCommit, topic: Topic, event: Envelope): Promise<Claim | undefined> {
    const claimed = await claim(tx, this.name, topic, event);
    if (!claimed || (!claimed.replay && event.sequence <= claimed.sequence)) {
      after.push(() => this.options.metrics.duplicates.inc({ consumer: this.name, topic }));
      return undefined;
    }
    if (!claimed.replay && event.sequence > claimed.sequence + 1) {
      await parkForPredecessor(tx, this.name, topic, event);
      this.countParked(topic, after);
      return undefined;
    }
    return claimed;
  }

  private async retryDueEvents(): Promise<void> {
    const { database } = this.options;
    for (;;) {
      const places = await dueEvents(database, this.name);
      if (places.length === 0) break;
      for (const place of places) await this.retryParked(place);
    }
    const wait = await nextDueIn(database, this.name);
    if (wait !== undefined) this.parkedWorker.wakeAt(Date.now() + wait);
  }

  private async retryParked(place: ParkedPlace): Promise<void> {
    await this.commit((tx, after) => this.applyParked(tx, after, place)).catch(async (error) => {
      if (isOutage(error)) throw error;
      await this.commit(async (tx, after) => {
        const progress = await lockProgress(tx, this.name, place.topic, place.subject);
        const parked = await lockDue(tx, this.name, place.event_id);
        if (!parked) return;
        const failures = parked.failures + 1;
        const firstFailedAt = parked.first_failed_at ?? new Date();
        await this.setBack(
          tx,
          after,
          place.topic,
          parked.event,
          { ...progress, replay: parked.replay },
          {
            error,
            failures,
            firstFailedAt,
          },
        );
      });
    });
  }

  private async applyParked(tx: Sql, after: AfterCommit, { event_id, topic, subject }: ParkedPlace): Promise<void> {
    const { metrics } = this.options;
    const progress = await lockProgress(tx, this.name, topic, subject);
    const parked = await lockDue(tx, this.name, event_id);
    if (!parked) return;
    const { event, replay } = parked;
    if (!replay && event.sequence > progress.sequence + 1) {
      if (await hasParkedPredecessor(tx, this.name, topic, event)) return keepWaiting(tx, this.name, event.id);
      after.push(() => metrics.gaps.inc({ consumer: this.name, topic }));
    }
    if (parked.reason === "retry") metrics.retried.inc({ consumer: this.name, topic });
    await this.handle(tx, after, topic, event);
    await unpark(tx, this.name, event.id);
    await this.finish(tx, after, topic, event, { ...progress, replay });
  }

  private async handle(tx: Sql, after: AfterCommit, topic: Topic, envelope: Envelope): Promise<void> {
    const event = decodeData(envelope, topic);
    const handler = this.options.consumer.on[event.type] as Handler<FreeholdEvent["type"]> | undefined;
    if (!handler) return;
    const context: HandlerContext = {
      tx,
      emit: async (emitted) => {
        await writeEvent(tx, this.name, { ...emitted, traceparent: event.traceparent });
        after.push(this.options.wakeRelay);
      },
      afterCommit: (hook) => after.push(hook),
      logger: this.options.logger.child({ eventId: event.id, traceparent: event.traceparent, type: event.type }),
    };
    await handler(event, context);
  }

  /** The event had its effect: its subject may go on. */
  private async finish(tx: Sql, after: AfterCommit, topic: Topic, event: Envelope, place: Claim): Promise<void> {
    const { metrics, logger } = this.options;
    await this.leave(tx, after, topic, event, place);
    if (place.replay) {
      await tx.query(
        "update freehold.dead_letters set status = 'replayed', replayed_at = now() where consumer = $1 and event_id = $2",
        [this.name, event.id],
      );
    }
    after.push(() => {
      metrics.processed.inc({ consumer: this.name, topic });
      logger.debug({ eventId: event.id, traceparent: event.traceparent, type: event.type }, "Event applied");
    });
  }

  /** The event failed: it is parked until its next retry, or given up on. */
  private async setBack(
    tx: Sql,
    after: AfterCommit,
    topic: Topic,
    event: Envelope,
    place: Claim,
    { error, failures, firstFailedAt }: { error: unknown; failures: number; firstFailedAt: Date },
  ): Promise<void> {
    if (!isPermanent(error) && failures <= retryWaits.length) {
      await parkForRetry(tx, this.name, topic, event, { failures, replay: place.replay, error });
      after.push(() =>
        this.options.logger.warn(
          { err: error, eventId: event.id, traceparent: event.traceparent, failures },
          `Event parked to be retried: ${messageOf(error)}`,
        ),
      );
      this.countParked(topic, after);
      return;
    }
    const failure: Failure = { error, retries: failures - 1, firstFailedAt };
    await deadLetter(tx, this.name, topic, event, failure);
    await unpark(tx, this.name, event.id);
    await this.leave(tx, after, topic, event, place);
    this.countDeadLetter(topic, event, error, after);
  }

  /** Moves the subject past the event, unless the event is a replay and the subject has long gone on. */
  private async leave(
    tx: Sql,
    after: AfterCommit,
    topic: Topic,
    event: Envelope,
    place: Progress & { replay: boolean },
  ) {
    if (place.replay) return;
    if (await advance(tx, this.name, topic, event, place)) after.push(() => this.parkedWorker.wake());
  }

  private countParked(topic: Topic, after: AfterCommit): void {
    after.push(() => {
      this.options.metrics.parked.inc({ consumer: this.name, topic });
      this.parkedWorker.wake();
    });
  }

  private countDeadLetter(topic: Topic, event: Envelope | undefined, error: unknown, after: AfterCommit): void {
    after.push(() => {
      this.options.metrics.deadLettered.inc({ consumer: this.name, topic });
      this.options.logger.error(
        { err: error, eventId: event?.id, traceparent: event?.traceparent, topic },
        `Event moved to the dead letters: ${messageOf(error)}`,
      );
      this.options.wakeRelay();
    });
  }

  private async commit(work: (tx: Sql, after: AfterCommit) => Promise<void>): Promise<void> {
    const after: AfterCommit = [];
    await this.options.database.transaction((tx) => work(tx, after));
    for (const hook of after) hook();
  }
}

/** Trying again can't help against a rule, a wrong schema or an unknown type. Everything else may pass. */
const isPermanent = (error: unknown): boolean => error instanceof FreeholdError && error.code !== "HANDLER_FAILED";
