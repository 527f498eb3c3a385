import { Worker } from "../core/worker";
import { isOutage } from "../database/outage";
import { EventTransaction, type TransactionOptions } from "./event-transaction";
import { dueEvents, type ParkedEventRef, parkedState } from "./parking";

/** Milliseconds until an event is looked at again that another process has in hand. */
const heldRecheckMs = 5_000;

/**
 * Looks after the parked events of a consumer: retries those that failed, and goes on with those whose predecessor is
 * finished. It sleeps until the next one is due, and sends no statement while none is parked.
 */
export class RetryWorker {
  readonly worker: Worker;
  private readonly name: string;

  constructor(private readonly options: TransactionOptions) {
    this.name = options.consumer.name;
    this.worker = new Worker(`${this.name}'s parked events`, options.logger, () => this.retryDue());
  }

  /** Finishes what is due within `drainTimeoutMs`: another replica would not hear of it. */
  stop(drainTimeoutMs: number): Promise<void> {
    return this.worker.finish(drainTimeoutMs);
  }

  private async retryDue(): Promise<void> {
    const { database } = this.options;
    let held: string[];
    for (;;) {
      const due = await dueEvents(database, this.name);
      held = [];
      for (const ref of due) if (!(await this.retry(ref))) held.push(ref.event_id);
      if (held.length === due.length) break;
    }
    const { wait, ...seen } = await parkedState(database, this.name, held);
    this.options.metrics.pipeline.sawParked(this.name, seen);
    if (wait !== undefined) this.worker.wakeIn(wait);
    // They are due until the replica that has them is done with them. It may die instead.
    if (held.length > 0) this.worker.wakeIn(heldRecheckMs);
  }

  /** @returns whether it was ours to retry; not, when another replica has it in hand or is done with it */
  private async retry(ref: ParkedEventRef): Promise<boolean> {
    let isOurs = false;
    try {
      await EventTransaction.run(this.options, ref.topic, async (transaction) => {
        if (ref.outside) {
          isOurs = await transaction.splitSideEffects(ref);
          return;
        }
        const event = await transaction.takeParked(ref);
        isOurs = event !== undefined;
        if (event) await transaction.apply(event);
      });
    } catch (error) {
      if (isOutage(error)) throw error;
      // The transaction is undone. Another one records the failure, if the event is still ours.
      await EventTransaction.run(this.options, ref.topic, async (transaction) => {
        const event = await transaction.takeParked(ref);
        if (event) await transaction.fail(event, error);
      });
      return true;
    }
    return isOurs;
  }
}
