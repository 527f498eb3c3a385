import type { Logger } from "pino";
import { advisoryLocks } from "../../contracts/advisory-locks";
import type { DeadLetterTopic, Topic } from "../../contracts/topics";
import { failpoint } from "../core/failpoint";
import { Worker } from "../core/worker";
import type { Database, QueuedSql } from "../database/database";
import type { Statement } from "../database/statement";
import { sendSpan } from "../telemetry/messaging-spans";
import type { Metrics } from "../telemetry/metrics";
import type { Taken } from "../transports/event-log";
import { publishBatchSize, type Transport } from "../transports/transport";

interface OutboxRow {
  position: number;
  topic: Topic | DeadLetterTopic;
  subject: string;
  event: object;
}

/**
 * Carries events from the outbox to the transport, in order. It runs at start, a second time soon after, and whenever a
 * transaction of this process has written an event; between them it sleeps and sends no statement. A transport in the same
 * database takes events with the commit that writes them, and leaves to the relay what another transport has left behind.
 */
export class OutboxRelay {
  private readonly worker: Worker;

  constructor(
    private readonly database: Database,
    private readonly transport: Pick<Transport, "publish" | "takeFromOutbox">,
    private readonly metrics: Metrics,
    logger: Logger,
  ) {
    this.worker = new Worker("outbox relay", logger, async () => {
      while ((await this.relayBatch()) >= publishBatchSize);
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

  /** @returns how many events were carried */
  private relayBatch(): Promise<number> {
    return this.database.transaction(async (tx) => {
      tx.enqueue("select pg_advisory_xact_lock($1)", [advisoryLocks.relay]);
      return this.transport.takeFromOutbox ? this.move(tx, this.transport.takeFromOutbox) : this.publish(tx);
    });
  }

  /** Within the database: the events need not come here. */
  private async move(tx: QueuedSql, { text, values }: Statement): Promise<number> {
    tx.enqueue("select pg_advisory_xact_lock($1)", [advisoryLocks.eventLog]);
    const published = this.metrics.publishing.startTimer();
    const { rows } = await tx.query<Taken>(text, values);
    const moved = rows.reduce((sum, { events }) => sum + (events ?? 0), 0);
    if (moved === 0) return 0;
    published();
    failpoint("published");
    for (const { topic, events } of rows) if (topic) this.metrics.relayed.inc({ topic }, events ?? 0);
    return moved;
  }

  private async publish(tx: QueuedSql): Promise<number> {
    const { rows } = await tx.query<OutboxRow>(
      `delete from freehold.outbox where position in (select position from freehold.outbox order by position limit $1)
       returning position, topic, subject, event`,
      [publishBatchSize],
    );
    if (rows.length === 0) return 0;
    rows.sort((a, b) => a.position - b.position);
    failpoint("publish");
    const published = this.metrics.publishing.startTimer();
    try {
      const events = rows.map(({ topic, subject, event }) => ({ topic, key: subject, event }));
      await sendSpan(events, () => this.transport.publish(events, tx));
    } catch (error) {
      this.metrics.refused.inc();
      throw error;
    }
    published();
    failpoint("published");
    for (const { topic } of rows) this.metrics.relayed.inc({ topic });
    return rows.length;
  }
}
