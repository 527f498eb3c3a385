import type { Logger } from "pino";
import type { Envelope, FreeholdEvent } from "../contracts/envelope";
import type { Topic } from "../contracts/topics";
import type { Consumer, Handler, HandlerContext } from "./consumer";
import type { Transaction } from "./database";
import { deadLetter, type Failure } from "./dead-letter";
import { decodeData } from "./decode";
import { FreeholdError, isPermanent, messageOf } from "./errors";
import { InboxIdempotency } from "./idempotency/inbox";
import { advance, type Claims, claim, type Progress, release } from "./inbox";
import { writeEvent } from "./outbox";
import { haveOutside } from "./outside";
import { parkForOutside, parkForPredecessor, parkForRetry, unpark } from "./parking";
import type { ProcessorOptions } from "./processor";
import { predecessorWait, retryWaits } from "./retry-policy";

/** How often an event has failed by now, and with what. */
export interface Setback {
  error: unknown;
  failures: number;
  firstFailedAt: Date;
}

/**
 * What one transaction of a consumer does, and what is left to do once it is committed. Nothing that is seen outside
 * of the database (counts, logs, wake-ups) happens before.
 */
export class Application {
  private readonly hooks: (() => void)[] = [];
  private readonly consumer: Consumer;
  private readonly waits: readonly number[];
  private claims: Claims = { replays: new Map(), progress: new Map() };
  /** Claimed events whose turn has not come yet. */
  private unsettled = new Set<string>();
  /** Sequences that the subjects have come to, where nothing waits for them: written in one go at the end. */
  private readonly moved = new Map<string, number>();

  constructor(
    private readonly tx: Transaction,
    private readonly options: ProcessorOptions,
    private readonly topic: Topic,
    /** Wakes the worker that looks after parked events. */
    private readonly wakeParked: () => void,
  ) {
    this.consumer = options.consumer;
    this.waits = options.retryWaits ?? retryWaits;
  }

  /** Claims fresh events and locks their subjects; the first statement of a transaction that has any. */
  async claim(events: readonly Envelope[]): Promise<void> {
    this.claims = await claim(this.tx, this.consumer.name, this.topic, events);
    this.unsettled = new Set(this.claims.replays.keys());
  }

  /** Takes over a parked event, which is claimed already and whose subject the caller has locked. */
  resume(event: Envelope, replay: boolean, progress: Progress): void {
    this.claims = { replays: new Map([[event.id, replay]]), progress: new Map([[event.subject, progress]]) };
  }

  /** Has what was put off to the end written with the commit. */
  flush(): void {
    if (this.moved.size > 0) advance(this.tx, this.consumer.name, this.topic, this.moved);
  }

  committed(): void {
    for (const hook of this.hooks) hook();
  }

  afterCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  /** Whether it is the turn of a fresh event. If not, it is settled: as a duplicate, too late, or parked. */
  async isTurnOf(event: Envelope): Promise<boolean> {
    const { metrics, predecessorWait: wait = predecessorWait } = this.options;
    const { replays, progress } = this.claims;
    const replay = replays.get(event.id);
    const place = progress.get(event.subject);
    // The second of two equal events in a batch finds no claim any more.
    if (replay === undefined || !place || !this.unsettled.delete(event.id)) {
      this.count(metrics.duplicates);
      return false;
    }
    if (replay || event.sequence === place.sequence + 1) return true;
    if (event.sequence <= place.sequence) {
      // Its successors did not wait for it any longer. Applied now it would undo them, forgotten it would be lost.
      const message = `Sequence ${place.sequence} of the subject was applied before ${event.sequence} arrived`;
      const error = new FreeholdError("EVENT_TOO_LATE", message);
      await this.giveUp(event, { error, retries: 0, firstFailedAt: new Date() });
      return false;
    }
    await parkForPredecessor(this.tx, this.consumer.name, this.topic, event, wait);
    place.waiting = true;
    this.count(metrics.parked);
    this.afterCommit(this.wakeParked);
    return false;
  }

  /** Runs the handler of the event's type. A type that the consumer has no handler for has no effect. */
  async handle(envelope: Envelope): Promise<void> {
    const event = decodeData(envelope, this.topic);
    // The compiler can't see that the handler under a type takes events of that type.
    const handler = this.consumer.on[event.type] as Handler<FreeholdEvent["type"]> | undefined;
    if (!handler) return;
    const { traceparent } = event;
    const context: HandlerContext = {
      tx: this.tx,
      emit: (emitted) => {
        writeEvent(this.tx, this.consumer.name, { ...emitted, traceparent });
        this.afterCommit(this.options.wakeRelay);
      },
      afterCommit: (hook) => this.afterCommit(hook),
      logger: this.loggerOf(event),
    };
    await handler(event, context);
  }

  /** Has the event's effects outside of the database, under the idempotency of the service. */
  handleOutside(envelope: Envelope): Promise<void> {
    const { consumer, database, idempotency = new InboxIdempotency(database) } = this.options;
    const event = decodeData(envelope, this.topic);
    return haveOutside(event, { consumer, idempotency, logger: this.loggerOf(event) });
  }

  /** The event had its effect: its subject may go on. */
  async finish(event: Envelope): Promise<void> {
    const { metrics, logger } = this.options;
    await this.leave(event);
    if (Object.hasOwn(this.consumer.outside ?? {}, event.type)) {
      await parkForOutside(this.tx, this.consumer.name, this.topic, event);
      this.afterCommit(this.wakeParked);
    }
    if (this.isReplay(event)) {
      await this.tx.query(
        "update freehold.dead_letters set status = 'replayed', replayed_at = now() where consumer = $1 and event_id = $2",
        [this.consumer.name, event.id],
      );
    }
    this.count(metrics.processed);
    const { name: consumer } = this.consumer;
    this.afterCommit(() => metrics.latency.observe({ consumer }, (Date.now() - Date.parse(event.time)) / 1000));
    this.afterCommit(() => logger.debug({ ...traced(event), type: event.type }, "Event applied"));
  }

  /** The event failed: it is parked until its next retry, or given up on. */
  async setBack(event: Envelope, { error, failures, firstFailedAt }: Setback): Promise<void> {
    const { metrics, logger } = this.options;
    const { name } = this.consumer;
    const wait = isPermanent(error) ? undefined : this.waits[failures - 1];
    const reason = messageOf(error);
    if (wait !== undefined) {
      await parkForRetry(this.tx, name, this.topic, event, { failures, replay: this.isReplay(event), error, wait });
      this.count(metrics.parked);
      this.afterCommit(() => {
        logger.warn({ err: error, ...traced(event), failures }, `Event parked to be retried: ${reason}`);
        this.wakeParked();
      });
      return;
    }
    await this.giveUp(event, { error, retries: failures - 1, firstFailedAt });
    await unpark(this.tx, name, event.id);
    await this.leave(event);
  }

  count(counter: { inc(labels: { consumer: string; topic: string }): void }): void {
    this.afterCommit(() => counter.inc({ consumer: this.consumer.name, topic: this.topic }));
  }

  private async giveUp(event: Envelope, failure: Failure): Promise<void> {
    const { metrics, logger, wakeRelay } = this.options;
    await deadLetter(this.tx, this.consumer.name, this.topic, event, failure);
    this.count(metrics.deadLettered);
    this.afterCommit(() => {
      const message = `Event moved to the dead letters: ${messageOf(failure.error)}`;
      logger.error({ err: failure.error, ...traced(event) }, message);
      wakeRelay();
    });
  }

  private loggerOf({ id, traceparent, type }: Envelope): Logger {
    return this.options.logger.child({ eventId: id, traceparent, type });
  }

  private isReplay = (event: Envelope): boolean => this.claims.replays.get(event.id) ?? false;

  /** Moves the subject past the event; a replayed event's subject has long gone on. */
  private async leave(event: Envelope): Promise<void> {
    const place = this.claims.progress.get(event.subject);
    if (!place || this.isReplay(event)) return;
    place.sequence = event.sequence;
    if (!place.waiting) {
      this.moved.set(event.subject, event.sequence);
      return;
    }
    this.moved.delete(event.subject);
    place.waiting = await release(this.tx, this.consumer.name, this.topic, event);
    this.afterCommit(this.wakeParked);
  }
}

const traced = ({ id, traceparent }: Envelope) => ({ eventId: id, traceparent });
