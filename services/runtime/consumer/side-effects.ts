import { setTimeout as pause } from "node:timers/promises";
import type { FreeholdEvent } from "../../contracts/envelope";
import type { EventType } from "../../contracts/events";
import { FreeholdError, isTerminal, messageOf, PostponedError, RedeliverError, RetryableError } from "../core/errors";
import { failpoint } from "../core/failpoint";
import { Worker } from "../core/worker";
import type { Transaction } from "../database/database";
import { isOutage } from "../database/outage";
import { effectSpan } from "../telemetry/messaging-spans";
import type { SideEffectHandler } from "./consumer";
import { deadLetterSideEffect } from "./dead-letter";
import { decodeData } from "./decode";
import { InboxIdempotency } from "./idempotency/inbox";
import { type Idempotency, keyOf, leaseMs } from "./idempotency/port";
import { keepWaiting, parkedState, unpark } from "./parking";
import type { ProcessorOptions } from "./processor-options";
import { nextWaitMs, sideEffectRetries } from "./retry-policy";
import { type ParkedEffect, postpone, reschedule, takeDue } from "./side-effect-store";

/** Side effects of one name that run at the same time: one whose receiver never answers holds up no other. */
export const maxInFlight = 10;
/** Milliseconds until an effect is looked at again that another process has in hand; doubled each time, up to the second. */
const busyWaitsMs = { first: 5_000, last: 300_000 };

/** The name under which a side effect of a consumer is parked and claimed, as `notification/webhook`. */
export const effectKey = (consumer: string, effect: string): string => `${consumer}/${effect}`;

/** The names of a consumer's side effects for events of `type`. */
export const effectsOf = ({ sideEffects }: ProcessorOptions["consumer"], type: string): string[] =>
  Object.keys(sideEffects?.[type as EventType] ?? {});

/**
 * Runs one side effect of a consumer for all events that are due, many at a time, each once under its idempotency key.
 * What fails is retried by a series of its own, whose state is in the database. It sends no statement until the next
 * try is due.
 */
export class SideEffects {
  private readonly key: string;
  readonly worker: Worker;
  private readonly idempotency: Idempotency;
  private readonly inFlight = new Map<string, Promise<void>>();
  private readonly busy = new Map<string, number>();

  constructor(
    private readonly options: ProcessorOptions,
    private readonly effect: string,
  ) {
    const { consumer, database, logger, idempotency } = options;
    this.key = effectKey(consumer.name, effect);
    this.idempotency = idempotency ?? new InboxIdempotency(database);
    this.worker = new Worker(`side effects ${this.key}`, logger, () => this.runDue());
  }

  /** Runs what is due within `timeoutMs`. One that runs longer is tried again when its lease has ended. */
  async stop(timeoutMs: number): Promise<void> {
    const timer = new AbortController();
    const late = pause(timeoutMs, undefined, { signal: timer.signal }).catch(() => {});
    void late.then(() => timer.abort());
    await this.worker.idle();
    while (this.inFlight.size > 0 && !timer.signal.aborted) {
      await Promise.race([late, ...this.inFlight.values()]);
      await this.worker.idle();
    }
    timer.abort();
    await this.worker.stop();
  }

  private async runDue(): Promise<void> {
    const { database, consumer, metrics } = this.options;
    for (;;) {
      const limit = maxInFlight - this.inFlight.size;
      // The one that ends next wakes the worker.
      if (limit === 0) return;
      const due = await takeDue(database, this.key, { limit, leaseMs, except: [...this.inFlight.keys()] });
      for (const each of due) this.begin(each);
      if (due.length < limit) break;
    }
    const { wait, ...seen } = await parkedState(database, this.key, [...this.inFlight.keys()]);
    const { parked } = seen;
    metrics.pipeline.sawParked(this.key, seen);
    if (wait !== undefined) this.worker.wakeIn(wait);
    if (parked === 0) this.busy.clear();
    this.options.logger.debug({ consumer: consumer.name, effect: this.effect, parked }, "Side effects looked at");
  }

  private begin(parked: ParkedEffect): void {
    const { metrics } = this.options;
    const labels = { consumer: this.key };
    metrics.inFlight.inc(labels);
    // How long this try takes: the event itself may be hours old.
    const release = metrics.trackInFlight(this.key, [Date.now()]);
    const run = this.run(parked)
      .catch((error) => {
        const { logger } = this.options;
        logger.warn({ err: error, effect: this.effect }, `Side effect ${this.effect}: ${messageOf(error)}`);
        // No record could be written: the row is due again when its lease ends.
        this.worker.wakeIn(leaseMs);
      })
      .finally(() => {
        metrics.inFlight.dec(labels);
        release();
        this.inFlight.delete(parked.event.id);
        this.worker.wake();
      });
    this.inFlight.set(parked.event.id, run);
  }

  private async run(parked: ParkedEffect): Promise<void> {
    const { database, consumer, metrics } = this.options;
    const { event: envelope, topic, failures } = parked;
    const id = { consumer: this.key, eventId: envelope.id };
    if (failures > 0) metrics.retried.inc({ consumer: consumer.name, topic });
    try {
      const event = decodeData(envelope, topic);
      // The compiler can't see that the handler under a type takes events of that type.
      const handler = consumer.sideEffects?.[event.type]?.[this.effect] as
        | SideEffectHandler<FreeholdEvent["type"]>
        | undefined;
      const { id: eventId, traceparent, type } = event;
      const logger = this.options.logger.child({ eventId, traceparent, type });
      const context = { idempotencyKey: keyOf(id), logger };
      await this.idempotency.once(id, async () => {
        failpoint("effect");
        if (handler) await effectSpan(this.key, event, failures, () => handler(event, context)).catch(refuseAsHandler);
        failpoint("effected");
      });
    } catch (error) {
      if (error instanceof RedeliverError) return await this.putOff(envelope.id);
      if (error instanceof PostponedError) {
        return await postpone(database, this.key, envelope.id, Math.max(0, error.until.getTime() - Date.now()));
      }
      if (isOutage(error)) throw error;
      return await this.recordFailure(parked, error);
    }
    await unpark(database, this.key, envelope.id);
  }

  /** Another process runs it, or the store of claims can't answer. It grows, to let a database fall asleep. */
  private async putOff(eventId: string): Promise<void> {
    const times = this.busy.get(eventId) ?? 0;
    this.busy.set(eventId, times + 1);
    const waitMs = Math.min(busyWaitsMs.first * 2 ** times, busyWaitsMs.last);
    await keepWaiting(this.options.database, this.key, eventId, waitMs);
  }

  private async recordFailure(parked: ParkedEffect, error: unknown): Promise<void> {
    const { database, logger, consumer, metrics } = this.options;
    const series = this.options.sideEffectRetries ?? {
      ...sideEffectRetries,
      giveUpAfterMs: consumer.giveUpAfterMs ?? sideEffectRetries.giveUpAfterMs,
    };
    const { event, topic, failingForMs } = parked;
    const failures = parked.failures + 1;
    const retryAfterMs = error instanceof RetryableError ? error.retryAfterMs : undefined;
    const waitMs = isTerminal(error) ? undefined : nextWaitMs(series, { failures, failingForMs, retryAfterMs });
    const log = { err: error, effect: this.effect, eventId: event.id, traceparent: event.traceparent, failures };
    if (waitMs !== undefined) {
      await reschedule(database, this.key, event.id, { failures, error, waitMs });
      metrics.parked.inc({ consumer: consumer.name, topic });
      const next = `next try in ${Math.round(waitMs / 1_000)} s`;
      logger.warn(log, `Side effect ${this.effect} failed, ${next}: ${messageOf(error)}`);
      return;
    }
    await database.transaction((tx) => this.deadLetter(tx, parked, { error, retries: failures - 1 }));
    metrics.deadLettered.inc({ consumer: consumer.name, topic });
    metrics.pipeline.deadLettered(consumer.name, event.id, messageOf(error));
    logger.error(log, `Side effect ${this.effect} moved to the dead letters: ${messageOf(error)}`);
    this.options.wakeRelay();
  }

  private async deadLetter(
    tx: Transaction,
    { event, topic, firstFailedAt }: ParkedEffect,
    failure: { error: unknown; retries: number },
  ): Promise<void> {
    await unpark(tx, this.key, event.id);
    const first = firstFailedAt ?? new Date();
    const { name } = this.options.consumer;
    await deadLetterSideEffect(tx, name, this.effect, topic, event, { ...failure, firstFailedAt: first });
  }
}

/** A receiver that is away (ECONNREFUSED) must not be taken for a database that is. */
function refuseAsHandler(cause: unknown): never {
  if ([FreeholdError, RedeliverError, PostponedError].some((known) => cause instanceof known)) throw cause;
  throw new RetryableError(messageOf(cause), { cause });
}
