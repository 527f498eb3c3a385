import type { Kafka } from "kafkajs";
import type pg from "pg";
import { eventsPerSecond } from "../stopwatch";
import { countdown, effect, type Work } from "../work";

/** The loop that one writes first: a transaction and a commit of the offset for each event. It keeps no order of retries. */
export const kafkajsNaive = (kafka: Kafka, pool: pg.Pool, topic: string, groupId: string, events: number) =>
  eventsPerSecond(pool, events, async (begin) => {
    const consumer = kafka.consumer({ groupId });
    const { done, some } = countdown(events);
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        begin();
        const { id, subject, sequence } = JSON.parse(String(message.value)) as Work;
        const connection = await pool.connect();
        await connection.query("begin");
        const { rowCount } = await connection.query(
          "insert into freehold.inbox (consumer, event_id) values ($1, $2) on conflict do nothing",
          [groupId, id],
        );
        if (rowCount) await connection.query(effect, [id, subject, sequence]);
        await connection.query("commit");
        connection.release();
        await consumer.commitOffsets([{ topic, partition, offset: String(BigInt(message.offset) + 1n) }]);
        some(1);
      },
    });
    await done;
    await consumer.disconnect();
  });
