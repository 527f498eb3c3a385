import { Kafka, logLevel, type Message } from "kafkajs";
import pg from "pg";
import { startKafka } from "../__tests__/helpers/kafka";
import { programOf } from "../scripts/components";
import { readSettings } from "../services/runtime/settings/settings";
import { KafkaTransport } from "../services/runtime/transports/kafka";
import { consume } from "./consumer";
import { inRounds, type Measurement } from "./measure";
import { silent, withPostgres } from "./postgres";
import { aTaskRemoval, countdown, effect, effectsTable } from "./work";

const topic = "task-updates";

/** From Kafka to a committed effect: ours, beside a kafkajs loop that a careful person writes first. */
export async function benchKafka(
  events: number,
  rounds: number,
  progress: (line: string) => void,
): Promise<Measurement> {
  const broker = await startKafka(programOf("kafka"));
  try {
    return await withPostgres(async (url) => {
      const brokers = [broker.brokers];
      const client = new Kafka({ brokers, logLevel: logLevel.NOTHING });
      const admin = client.admin();
      await admin.connect();
      await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 3, replicationFactor: 1 }] });
      const producer = client.producer();
      await producer.connect();
      for (let start = 0; start < events; start += 1_000) {
        const messages: Message[] = [];
        for (let n = start; n < Math.min(start + 1_000, events); n += 1) {
          const event = aTaskRemoval(n);
          messages.push({ key: event.subject, value: JSON.stringify(event) });
        }
        await producer.send({ topic, messages });
      }
      await producer.disconnect();
      await admin.disconnect();

      const pool = new pg.Pool({ connectionString: url });
      await pool.query(effectsTable);
      let run = 0;
      const rate = async (work: (group: string) => Promise<void>): Promise<number> => {
        run += 1;
        await pool.query("truncate public.effects, freehold.inbox, freehold.progress");
        const began = performance.now();
        await work(`bench-${run}`);
        const seconds = (performance.now() - began) / 1_000;
        const { rows } = await pool.query("select count(distinct event_id)::int as once from public.effects");
        if (rows[0].once !== events) throw new Error(`Expected ${events} effects: ${JSON.stringify(rows[0])}`);
        return events / seconds;
      };
      const candidates = await inRounds(
        rounds,
        [
          {
            name: "Freehold",
            run: () => rate((group) => consume(url, ourBus(broker.brokers), group, events)),
          },
          {
            name: "kafkajs, one transaction an event",
            run: () => rate((group) => plainLoop(client, pool, group, events)),
          },
        ],
        progress,
      );
      await pool.end();
      return {
        title: "Events from Kafka to a committed effect",
        unit: `${events.toLocaleString("en-US")} events, one row of effect each; events a second, joining the group included`,
        better: "higher",
        candidates,
        targets: [{ against: "kafkajs, one transaction an event", ratio: 3 }],
      };
    });
  } finally {
    await broker.stop();
  }
}

const ourBus = (brokers: string) => new KafkaTransport(readSettings({ KAFKA_BROKERS: brokers }).kafka, "bench", silent);

/** The loop without us: a claim and the effect in one transaction, then the offset. It keeps no order of retries. */
async function plainLoop(client: Kafka, pool: pg.Pool, groupId: string, events: number): Promise<void> {
  const consumer = client.consumer({ groupId });
  const { done, one } = countdown(events);
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic: from, partition, message }) => {
      const { id, subject, sequence } = JSON.parse(String(message.value)) as ReturnType<typeof aTaskRemoval>;
      const connection = await pool.connect();
      await connection.query("begin");
      const { rowCount } = await connection.query(
        "insert into freehold.inbox (consumer, event_id) values ($1, $2) on conflict do nothing",
        [groupId, id],
      );
      if (rowCount) await connection.query(effect, [id, subject, sequence]);
      await connection.query("commit");
      connection.release();
      await consumer.commitOffsets([{ topic: from, partition, offset: String(BigInt(message.offset) + 1n) }]);
      one();
    },
  });
  await done;
  await consumer.disconnect();
}
