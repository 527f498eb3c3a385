import type { Kafka } from "kafkajs";
import type pg from "pg";
import { eventsPerSecond } from "../stopwatch";
import { countdown, effects, effectsOf, type Work } from "../work";

/** Events that one transaction takes, and one commit of the offset. */
export const batchSize = 200;

/**
 * The loop of a careful engineer: claims and effects of a batch in one transaction of two statements, then one commit of the
 * offset. It applies each event once; it checks no order, validates nothing, and one bad event stops its partition.
 */
export const kafkajsCareful = (kafka: Kafka, pool: pg.Pool, topic: string, groupId: string, events: number) =>
  eventsPerSecond(pool, events, async (begin) => {
    const consumer = kafka.consumer({ groupId });
    const { done, some } = countdown(events);
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
        begin();
        for (let start = 0; start < batch.messages.length; start += batchSize) {
          const messages = batch.messages.slice(start, start + batchSize);
          const last = messages.at(-1);
          if (!last) return;
          await apply(
            pool,
            groupId,
            messages.map(({ value }) => JSON.parse(String(value)) as Work),
          );
          resolveOffset(last.offset);
          const offset = String(BigInt(last.offset) + 1n);
          await consumer.commitOffsets([{ topic, partition: batch.partition, offset }]);
          await heartbeat();
          some(messages.length);
        }
      },
    });
    await done;
    await consumer.disconnect();
  });

async function apply(pool: pg.Pool, groupId: string, all: readonly Work[]): Promise<void> {
  const connection = await pool.connect();
  await connection.query("begin");
  const claimed = await connection.query<{ event_id: string }>({
    name: "claims",
    text: `insert into freehold.inbox (consumer, event_id) select $1, unnest($2::uuid[]) on conflict do nothing
      returning event_id`,
    values: [groupId, all.map(({ id }) => id)],
  });
  const fresh = new Set(claimed.rows.map(({ event_id }) => event_id));
  const values = effectsOf(all.filter(({ id }) => fresh.has(id)));
  await connection.query({ name: "effects", text: effects, values });
  await connection.query("commit");
  connection.release();
}
