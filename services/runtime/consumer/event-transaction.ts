import type { Envelope, FreeholdEvent } from "../../contracts/envelope";
import type { Topic } from "../../contracts/topics";
import { isTerminal, TerminalError } from "../core/errors";
import type { Transaction } from "../database/database";
import type { Consumer } from "./consumer";
import { deadLetter, deadLetterRaw, type Failure } from "./dead-letter";
import { decodeData } from "./decode";
import { Handling } from "./handling";
import { advance, type Claims, claim, lockProgress, release } from "./inbox";
import { Outcomes } from "./outcomes";
import {
  hasParkedPredecessor,
  keepWaiting,
  lockDue,
  type ParkedEvent,
  type ParkedEventRef,
  parkForPredecessor,
  parkForRetry,
  type Retry,
  unpark,
} from "./parking";
import type { ProcessorOptions } from "./processor-options";
import { gapTimeoutMs, retryWaitsMs } from "./retry-policy";
import { parkSideEffects } from "./side-effect-store";
import { effectKey, effectsOf } from "./side-effects";
import { wavesOf } from "./waves";

export interface TransactionOptions extends ProcessorOptions {
  /** Wakes the workers that look after parked events and side effects. */
  wakeWorkers: () => void;
}

/**
 * One transaction of a consumer: what it does with each event, and in which order. Effects outside of the database
 * (counts, logs, wake-ups) come after the commit.
 */
export class EventTransaction {
  private readonly consumer: Consumer;
  private claims: Claims = { replays: new Map(), progress: new Map() };
  /** Claimed events that were neither applied nor put aside yet. */
  private unsettled = new Set<string>();
  private parked: ParkedEvent | undefined;
  /** Sequences that subjects have come to, where nothing waits for them: written in one go at the end. */
  private readonly advanced = new Map<string, number>();
  private readonly outcomes: Outcomes;
  /** Says which event failed, when events could not be applied. */
  readonly handling: Handling;

  private constructor(
    private readonly tx: Transaction,
    private readonly options: TransactionOptions,
    private readonly topic: Topic,
  ) {
    this.consumer = options.consumer;
    this.outcomes = new Outcomes(options, topic);
    this.handling = new Handling(tx, options, this.outcomes, topic);
  }

  /** Does `work` in a transaction of its own, and then what the work put off until after the commit. */
  static async run(
    options: TransactionOptions,
    topic: Topic,
    work: (transaction: EventTransaction) => Promise<void>,
  ): Promise<void> {
    const committed = await options.database.transaction(async (tx) => {
      const transaction = new EventTransaction(tx, options, topic);
      await work(transaction);
      if (transaction.advanced.size > 0) advance(tx, options.consumer.name, topic, transaction.advanced);
      return transaction;
    });
    committed.outcomes.report();
  }

  /** Claims fresh events and locks their subjects; the first statement of a transaction that has any. */
  async claim(events: readonly Envelope[]): Promise<void> {
    this.claims = await claim(this.tx, this.consumer.name, this.topic, events);
    this.unsettled = new Set(this.claims.replays.keys());
  }

  /**
   * Takes over a parked event, which is claimed already.
   * @returns undefined when another replica has it in hand or is done with it
   */
  async takeParked({ event_id, subject }: ParkedEventRef): Promise<Envelope | undefined> {
    const { name } = this.consumer;
    const progress = await lockProgress(this.tx, name, this.topic, subject);
    this.parked = await lockDue(this.tx, name, event_id);
    if (!this.parked) return undefined;
    const { event, replay } = this.parked;
    this.claims = { replays: new Map([[event.id, replay]]), progress: new Map([[event.subject, progress]]) };
    return event;
  }

  /** Applies an event, if it is its turn. When it throws, the transaction is undone: another one calls `fail`. */
  apply(event: Envelope): Promise<void> {
    return this.applyAll([event], { withSets: false });
  }

  /**
   * Applies events whose turn it is. When it throws, `handling.failure` says for which of them.
   * @param withSets whether handlers for many events are used
   * @param goOn called between two events and between two waves of handlers; what it throws ends the transaction
   */
  async applyAll(
    events: readonly Envelope[],
    { withSets, goOn = () => {} }: { withSets: boolean; goOn?: () => void },
  ): Promise<void> {
    const next: FreeholdEvent[] = [];
    for (const envelope of events) {
      goOn();
      if (await this.isNextInSequence(envelope)) next.push(await this.admit(envelope));
    }
    for (const wave of wavesOf(next, this.consumer, withSets)) {
      goOn();
      await this.handling.handle(wave);
    }
    for (const event of next) {
      if (this.parked) await unpark(this.tx, this.consumer.name, event.id);
      this.parkSideEffects(event);
      if (this.isReplay(event)) this.markReplayed(event);
      this.outcomes.applied(event, { isReplay: this.isReplay(event) });
    }
  }

  /** Records that an event failed: it is parked until its next retry, or becomes a dead letter. */
  async fail(event: Envelope, error: unknown): Promise<void> {
    if (!this.parked && !(await this.isNextInSequence(event))) return;
    const failures = (this.parked?.failures ?? 0) + 1;
    const wait = isTerminal(error) ? undefined : (this.options.retryWaitsMs ?? retryWaitsMs)[failures - 1];
    if (wait !== undefined) return this.recordFailure(event, { error, failures, wait });
    const firstFailedAt = this.parked?.first_failed_at ?? new Date();
    await this.deadLetter(event, { error, retries: failures - 1, firstFailedAt });
    await unpark(this.tx, this.consumer.name, event.id);
    await this.advance(event);
  }

  /** Dead-letters a delivery that is no event at all: it can neither be claimed nor retried. */
  async refuse(raw: unknown, error: unknown): Promise<void> {
    await deadLetterRaw(this.tx, this.consumer.name, this.topic, raw, error);
    this.outcomes.deadLettered(undefined, error);
  }

  /** A release before this one parked all side effects of an event in one row: parks each alone. */
  async splitSideEffects({ event_id }: ParkedEventRef): Promise<boolean> {
    const parked = await lockDue(this.tx, this.consumer.name, event_id);
    if (!parked) return false;
    this.parkSideEffects(parked.event);
    await unpark(this.tx, this.consumer.name, event_id);
    return true;
  }

  /** Whether an event is the next of its subject. If not, it is put aside: as a duplicate, too late, or parked. */
  private async isNextInSequence(event: Envelope): Promise<boolean> {
    const { metrics } = this.options;
    const { replays, progress } = this.claims;
    const replay = replays.get(event.id);
    const place = progress.get(event.subject);
    if (this.parked && place) return replay || this.gapIsOver(event, place.sequence);
    // The second of two equal events in a batch finds no claim any more.
    if (replay === undefined || !place || !this.unsettled.delete(event.id)) {
      this.outcomes.count(metrics.duplicates);
      return false;
    }
    if (replay || event.sequence === place.sequence + 1) return true;
    if (event.sequence <= place.sequence) {
      // Its successors did not wait for it any longer. Applied now it would undo them, forgotten it would be lost.
      const message = `Sequence ${place.sequence} of the subject was applied before ${event.sequence} arrived`;
      const error = new TerminalError(message, { code: "EVENT_TOO_LATE" });
      await this.deadLetter(event, { error, retries: 0, firstFailedAt: new Date() });
      return false;
    }
    const wait = this.options.gapTimeoutMs ?? gapTimeoutMs;
    await parkForPredecessor(this.tx, this.consumer.name, this.topic, event, wait);
    place.waiting = true;
    this.outcomes.count(metrics.parked);
    this.outcomes.afterCommit(this.options.wakeWorkers);
    return false;
  }

  /** Whether a parked event may be applied: a predecessor that is parked itself is waited for, a missing one no longer. */
  private async gapIsOver(event: Envelope, sequence: number): Promise<boolean> {
    if (event.sequence <= sequence + 1) return true;
    const { name } = this.consumer;
    if (await hasParkedPredecessor(this.tx, name, this.topic, event)) {
      await keepWaiting(this.tx, name, event.id, this.options.gapTimeoutMs ?? gapTimeoutMs);
      return false;
    }
    this.outcomes.count(this.options.metrics.gaps);
    return true;
  }

  /** Checks the data of an event whose turn it is, and moves its subject past it. */
  private async admit(envelope: Envelope): Promise<FreeholdEvent> {
    const { metrics, consumer } = this.options;
    if (this.parked?.reason === "retry") metrics.retried.inc({ consumer: consumer.name, topic: this.topic });
    try {
      const event = decodeData(envelope, this.topic);
      await this.advance(event);
      return event;
    } catch (error) {
      this.handling.failed(envelope.id, error);
      throw error;
    }
  }

  /** Moves the subject past the event; a replayed event's subject has long gone on. */
  private async advance(event: Envelope): Promise<void> {
    const place = this.claims.progress.get(event.subject);
    if (!place || this.isReplay(event)) return;
    place.sequence = event.sequence;
    if (!place.waiting) {
      this.advanced.set(event.subject, event.sequence);
      return;
    }
    this.advanced.delete(event.subject);
    place.waiting = await release(this.tx, this.consumer.name, this.topic, event);
    this.outcomes.afterCommit(this.options.wakeWorkers);
  }

  /** Parks the side effects of the event's type, if there are any: they run after the commit. */
  private parkSideEffects(event: Envelope): void {
    const effects = effectsOf(this.consumer, event.type).filter((each) => !this.handling.isSkipped(event.id, each));
    if (effects.length === 0) return;
    const keys = effects.map((effect) => effectKey(this.consumer.name, effect));
    parkSideEffects(this.tx, keys, this.topic, event);
    this.outcomes.afterCommit(this.options.wakeWorkers);
  }

  private markReplayed(event: Envelope): void {
    this.tx.atEnd(
      "update freehold.dead_letters set status = 'replayed', replayed_at = now() where consumer = $1 and event_id = $2",
      [this.consumer.name, event.id],
    );
    this.outcomes.replayed(event);
  }

  private async recordFailure(event: Envelope, failure: Omit<Retry, "replay">): Promise<void> {
    const retry = { ...failure, replay: this.isReplay(event) };
    await parkForRetry(this.tx, this.consumer.name, this.topic, event, retry);
    this.outcomes.parkedForRetry(event, failure.error, failure.failures);
    this.outcomes.afterCommit(this.options.wakeWorkers);
  }

  private async deadLetter(event: Envelope, failure: Failure): Promise<void> {
    await deadLetter(this.tx, this.consumer.name, this.topic, event, failure);
    this.outcomes.deadLettered(event, failure.error);
  }

  private isReplay = ({ id }: Envelope): boolean => this.claims.replays.get(id) ?? false;
}
