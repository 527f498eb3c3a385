import { Kafka, logLevel, type Message } from "kafkajs";
import { startKafka } from "../__tests__/helpers/kafka";
import { programOf } from "../scripts/components/find";
import { readSettings } from "../services/runtime/settings/settings";
import { KafkaTransport } from "../services/runtime/transports/kafka";
import { consume } from "./consumer";
import { inRounds, type Measurement } from "./measure";
import { batchSize, kafkajsCareful } from "./peers/kafkajs-careful";
import { kafkajsNaive } from "./peers/kafkajs-naive";
import { silent, withPool } from "./postgres";
import { eventsPerSecond } from "./stopwatch";
import { aTaskRemoval, effectsTable } from "./work";

const topic = "task-updates";
/** A topic of its own, with fewer events: the naive loop applies some 150 a second. */
const few = { topic: "few-updates", events: 1_000 };

const names = {
  ours: "Freehold, handler for many events",
  single: "Freehold, handler for one event",
  careful: `kafkajs, careful: eachBatch, one transaction and one offset for ${batchSize} events`,
  naive: "kafkajs, naive: one transaction and one offset an event",
} as const;

/** From Kafka to a committed effect: ours, beside the loops that a careful engineer and a hasty one write. */
export async function benchKafka(
  events: number,
  rounds: number,
  progress: (line: string) => void,
): Promise<Measurement> {
  const broker = await startKafka(programOf("kafka"));
  try {
    return await withPool(async (url, pool) => {
      const kafka = new Kafka({ brokers: [broker.brokers], logLevel: logLevel.NOTHING });
      const fewEvents = Math.min(few.events, events);
      await fill(kafka, { [topic]: events, [few.topic]: fewEvents });
      await pool.query(effectsTable);
      const transport = () =>
        new KafkaTransport(readSettings({ KAFKA_BROKERS: broker.brokers }).kafka, "bench", silent);
      let groups = 0;
      const group = () => {
        groups += 1;
        return `bench-${groups}`;
      };
      const ours = (asSet: boolean) =>
        eventsPerSecond(pool, events, (begin) =>
          consume({ url, transport: transport(), name: group(), events, begin, asSet }),
        );
      const candidates = await inRounds(
        rounds,
        [
          { name: names.ours, run: () => ours(true) },
          { name: names.single, run: () => ours(false) },
          { name: names.careful, run: () => kafkajsCareful(kafka, pool, topic, group(), events) },
          { name: names.naive, run: () => kafkajsNaive(kafka, pool, few.topic, group(), fewEvents) },
        ],
        progress,
      );
      return {
        title: "Events from Kafka to a committed effect",
        unit: `${events.toLocaleString("en-US")} events, one row of effect each; events a second`,
        better: "higher",
        candidates,
        targets: [
          { against: names.careful, ratio: 0.4 },
          { against: names.naive, ratio: 100 },
        ],
      };
    });
  } finally {
    await broker.stop();
  }
}

/** Makes topics of three partitions, and fills each with a number of events. */
async function fill(kafka: Kafka, topics: Record<string, number>): Promise<void> {
  await makeTopics(kafka, Object.keys(topics), 3);
  for (const [name, events] of Object.entries(topics)) await produce(kafka, name, events);
}

export async function makeTopics(kafka: Kafka, names: readonly string[], numPartitions: number): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: true,
    topics: names.map((name) => ({ topic: name, numPartitions, replicationFactor: 1 })),
  });
  await admin.disconnect();
}

/** Sends events of a run to a topic, a thousand at a time. */
export async function produce(kafka: Kafka, name: string, events: number): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  for (let start = 0; start < events; start += 1_000) {
    const messages: Message[] = [];
    for (let n = start; n < Math.min(start + 1_000, events); n += 1) {
      const event = aTaskRemoval(n);
      messages.push({ key: event.subject, value: JSON.stringify(event) });
    }
    await producer.send({ topic: name, messages });
  }
  await producer.disconnect();
}
