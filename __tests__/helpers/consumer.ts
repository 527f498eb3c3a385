import type { FreeholdEvent } from "../../services/contracts/envelope";
import { eventTypes } from "../../services/contracts/events";
import type { Consumer } from "../../services/runtime/consumer/consumer";
import { Processor } from "../../services/runtime/consumer/processor";
import { Metrics } from "../../services/runtime/telemetry/metrics";
import { silent, type TestDatabase } from "./database";

/** An event that a consumer wrote to the outbox, without what differs from run to run. */
export interface Emitted {
  topic: string;
  type: string;
  source: string;
  ownerid: string;
  actor: string;
  subject: string;
  sequence: number;
  traceparent: string;
  data: Record<string, unknown>;
}

/** Gives a consumer one event after the other, and tells what it emitted. It must apply each of them. */
export const feed = (db: TestDatabase, consumer: Consumer, ...events: FreeholdEvent[]): Promise<Emitted[]> =>
  feedBatches(
    db,
    consumer,
    events.map((event) => [event]),
  );

/** The same with events that come together, all of one topic in each batch. */
export async function feedBatches(
  db: TestDatabase,
  consumer: Consumer,
  batches: readonly FreeholdEvent[][],
): Promise<Emitted[]> {
  await db.database.query("truncate freehold.outbox");
  const processor = new Processor({
    consumer,
    database: db.database,
    metrics: new Metrics(),
    logger: silent,
    wakeRelay: () => {},
  });
  for (const batch of batches) {
    const [first] = batch;
    if (!first) continue;
    await processor.deliver(eventTypes[first.type].topic, batch);
    const { rows } = await db.database.query<{ error_message: string }>(
      "select error_message from freehold.parked where consumer = $1",
      [consumer.name],
    );
    if (rows[0])
      throw new Error(
        `${consumer.name} did not apply all of ${batch.map(({ type }) => type)}: ${rows[0].error_message}`,
      );
  }
  const { rows } = await db.database.query<{ topic: string; event: Omit<Emitted, "topic"> }>(
    "select topic, event from freehold.outbox order by position",
  );
  return rows.map(({ topic, event }) => ({ topic, ...event }));
}
