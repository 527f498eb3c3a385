import type { FreeholdEvent } from "../../services/contracts/envelope";
import { eventJsonSchema } from "../../services/contracts/envelope";
import type { EventType } from "../../services/contracts/events";
import { eventTypes } from "../../services/contracts/events";
import type { Consumer } from "../../services/runtime/consumer";
import { Metrics } from "../../services/runtime/metrics";
import { Processor } from "../../services/runtime/processor";
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
export async function feed(db: TestDatabase, consumer: Consumer, ...events: FreeholdEvent[]): Promise<Emitted[]> {
  await db.database.query("truncate freehold.outbox");
  const processor = new Processor({
    consumer,
    database: db.database,
    metrics: new Metrics(),
    logger: silent,
    wakeRelay: () => {},
  });
  for (const event of events) {
    await processor.deliver(eventTypes[event.type].topic, [event]);
    const { rows } = await db.database.query<{ error_message: string }>(
      "select error_message from freehold.parked where consumer = $1",
      [consumer.name],
    );
    if (rows[0]) throw new Error(`${consumer.name} did not apply ${event.type}: ${rows[0].error_message}`);
  }
  const { rows } = await db.database.query<{ topic: string; event: Omit<Emitted, "topic"> }>(
    "select topic, event from freehold.outbox order by position",
  );
  return rows.map(({ topic, event }) => ({ topic, ...event }));
}

/** What a consumer promises: its subscriptions, and for each type that it handles the schema of the whole event. */
export const contractOf = ({ name, subscribes, on }: Consumer) => ({
  name,
  subscribes,
  handles: Object.fromEntries((Object.keys(on) as EventType[]).map((type) => [type, eventJsonSchema(type)])),
});
