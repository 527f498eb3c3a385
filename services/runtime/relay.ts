import type { Logger } from "pino";
import type { DeadLetterTopic, Topic } from "../contracts/topics";
import type { Database } from "./database";
import { failpoint } from "./failpoint";
import type { Metrics } from "./metrics";
import type { Transport } from "./transport";
import { Worker } from "./worker";

/** Events handed to the bus in one go. */
export const batchSize = 200;
/** Key of the advisory lock that makes relays take turns, so that none overtakes another with a later event of a task. */
export const relayLock = 7_361_002;

interface OutboxRow {
  position: number;
  topic: Topic | DeadLetterTopic;
  subject: string;
  event: object;
}

/**
 * Carries events from the outbox to the bus, in order. It runs at start, a second time soon after, and whenever a
 * transaction of this process has written an event; between them it sleeps and sends no statement. A bus in the same
 * database takes events with the commit that writes them, and leaves to the relay what another bus has left behind.
 */
export class OutboxRelay {
  private readonly worker: Worker;

  constructor(
    private readonly database: Database,
    private readonly transport: Pick<Transport, "publish">,
    private readonly metrics: Metrics,
    logger: Logger,
  ) {
    this.worker = new Worker("outbox relay", logger, async () => {
      while ((await this.relayBatch()) === batchSize);
    });
  }

  /** Looks for what other processes have left behind: now, and once more when the one that this one replaces is gone. */
  start(): void {
    this.worker.start();
  }

  /** To be called after a transaction that wrote an event has been committed. */
  wake(): void {
    this.worker.wake();
  }

  /** To be called when it is not known whether a transaction was committed; it has `delay` milliseconds to be over. */
  wakeIn(delay: number): void {
    this.worker.wakeIn(delay);
  }

  /** Has what was written until now carried still: another replica would not hear of it. */
  stop(): Promise<void> {
    return this.worker.finish();
  }

  private relayBatch(): Promise<number> {
    return this.database.transaction(async (tx) => {
      await tx.query("select pg_advisory_xact_lock($1)", [relayLock]);
      const { rows } = await tx.query<OutboxRow>(
        `delete from freehold.outbox where position in (select position from freehold.outbox order by position limit $1)
         returning position, topic, subject, event`,
        [batchSize],
      );
      if (rows.length === 0) return 0;
      rows.sort((a, b) => a.position - b.position);
      failpoint("publish");
      const published = this.metrics.publishing.startTimer();
      await this.transport.publish(
        rows.map(({ topic, subject, event }) => ({ topic, key: subject, event })),
        tx,
      );
      published();
      failpoint("published");
      for (const { topic } of rows) this.metrics.relayed.inc({ topic });
      return rows.length;
    });
  }
}
