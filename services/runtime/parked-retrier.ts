import type { Application } from "./application";
import type { ApplicationRunner } from "./application-runner";
import type { Sql } from "./database";
import { lockProgress } from "./inbox";
import { GiveBack, isOutage } from "./outage";
import {
  dueEvents,
  hasParkedPredecessor,
  keepWaiting,
  lockDue,
  type ParkedPlace,
  parkedState,
  unpark,
} from "./parking";
import type { ProcessorOptions } from "./processor";
import { predecessorWait } from "./retry-policy";
import { Worker } from "./worker";

/** Milliseconds until an effect is tried again of which nothing could be said, as while another process has it. */
const giveBackWait = 5_000;

/**
 * Looks after the parked events of a consumer: retries those that failed, and goes on with those whose predecessor is
 * finished. It sleeps until the next one is due, and sends no statement while none is parked.
 */
export class ParkedRetrier {
  private readonly worker: Worker;
  private readonly name: string;

  constructor(
    private readonly options: ProcessorOptions,
    private readonly transactions: ApplicationRunner,
  ) {
    this.name = options.consumer.name;
    this.worker = new Worker(`${this.name}'s parked events`, options.logger, () => this.retryDue());
  }

  /** Looks for what other processes have left behind: now, and once more when the one that this one replaces is gone. */
  start(): void {
    this.worker.start();
  }

  /** An event was parked or became due since the last look. */
  wake(): void {
    this.worker.wake();
  }

  /** Has it look in `delay` milliseconds at the latest. */
  wakeIn(delay: number): void {
    this.worker.wakeIn(delay);
  }

  /** Finishes what is due within `patience` milliseconds: another replica would not hear of it. */
  stop(patience: number): Promise<void> {
    return this.worker.finish(patience);
  }

  private async retryDue(): Promise<void> {
    const { database } = this.options;
    let held: string[];
    for (;;) {
      const places = await dueEvents(database, this.name);
      held = [];
      for (const place of places) if (!(await this.retry(place))) held.push(place.event_id);
      if (held.length === places.length) break;
    }
    const { parked, wait } = await parkedState(database, this.name, held);
    this.options.metrics.parkedNow.set({ consumer: this.name }, parked);
    if (wait !== undefined) this.worker.wakeIn(wait);
    // They are due until the replica that has them is done with them. It may die instead.
    if (held.length > 0) this.worker.wakeIn(giveBackWait);
  }

  /** @returns whether it was ours to retry; not, when another replica has it in hand or is done with it */
  private async retry(place: ParkedPlace): Promise<boolean> {
    let ours = false;
    try {
      await this.transactions.run(place.topic, async (application, tx) => {
        ours = place.outside
          ? await this.applyOutside(application, tx, place)
          : await this.applyParked(application, tx, place);
      });
    } catch (error) {
      if (error instanceof GiveBack) {
        // The database is there; what is not must not hold up the other events.
        await this.transactions.run(place.topic, (_, tx) => keepWaiting(tx, this.name, place.event_id, giveBackWait));
        return true;
      }
      if (isOutage(error)) throw error;
      await this.transactions.run(place.topic, async (application, tx) => {
        const progress = await lockProgress(tx, this.name, place.topic, place.subject);
        const parked = await lockDue(tx, this.name, place.event_id);
        if (!parked) return;
        const { event, replay, failures, first_failed_at } = parked;
        application.resume(event, replay, progress);
        await application.setBack(event, {
          error,
          failures: failures + 1,
          firstFailedAt: first_failed_at ?? new Date(),
        });
      });
      return true;
    }
    return ours;
  }

  /** The row stays locked during the effect, so that no other replica has it at the same time. */
  private async applyOutside(application: Application, tx: Sql, { event_id }: ParkedPlace): Promise<boolean> {
    const parked = await lockDue(tx, this.name, event_id);
    if (!parked) return false;
    await application.handleOutside(parked.event);
    await unpark(tx, this.name, event_id);
    return true;
  }

  private async applyParked(
    application: Application,
    tx: Sql,
    { event_id, topic, subject }: ParkedPlace,
  ): Promise<boolean> {
    const { metrics, predecessorWait: wait = predecessorWait } = this.options;
    const progress = await lockProgress(tx, this.name, topic, subject);
    const parked = await lockDue(tx, this.name, event_id);
    if (!parked) return false;
    const { event, replay, reason } = parked;
    if (!replay && event.sequence > progress.sequence + 1) {
      if (await hasParkedPredecessor(tx, this.name, topic, event)) {
        await keepWaiting(tx, this.name, event.id, wait);
        return true;
      }
      application.count(metrics.gaps);
    }
    if (reason === "retry") metrics.retried.inc({ consumer: this.name, topic });
    application.resume(event, replay, progress);
    await application.handle(event);
    await unpark(tx, this.name, event.id);
    await application.finish(event);
    return true;
  }
}
