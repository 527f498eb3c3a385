import { Kafka, logLevel } from "kafkajs";
import { topicSettings, topics } from "../../../../services/contracts/topics";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { KafkaTransport } from "../../../../services/runtime/transports/kafka";
import { silent, useDatabase } from "../../../helpers/database";
import { type RunningKafka, startKafka } from "../../../helpers/kafka";
import { apiClient, startOn } from "../../../helpers/platform";
import { describeReal } from "../../../helpers/real";
import { until } from "../../../helpers/until";

describeReal("Apache Kafka", ["kafka"], ({ kafka: libs }) => {
  const db = useDatabase();
  let kafka: RunningKafka;

  beforeAll(async () => {
    kafka = await startKafka(libs);
    const client = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING });
    const admin = client.admin();
    await admin.connect();
    await admin.createTopics({
      waitForLeaders: true,
      topics: topics.flatMap((topic) => [
        { topic, numPartitions: topicSettings(topic).partitions, replicationFactor: 1 },
        { topic: `${topic}.dlq`, numPartitions: 1, replicationFactor: 1 },
      ]),
    });
    await admin.disconnect();
  });
  const stops: (() => Promise<void>)[] = [];
  db.closeFirst(async () => {
    for (const stop of stops) await stop();
    await kafka.stop();
  });

  const connect = () => new KafkaTransport(readSettings({ KAFKA_BROKERS: kafka.brokers }).kafka, "test", silent);

  test("events of a key arrive in order, and an unacknowledged one is redelivered before its successors", async () => {
    const transport = connect();
    const seen = new Map<string, number[]>();
    let refusals = 2;
    const running = await transport.subscribe({
      topics: ["reminders"],
      consumer: "order",
      delivery: "shared",
      deliver: async (_topic, raws) => {
        for (const raw of raws) {
          const { key, n } = JSON.parse(String(raw)) as { key: string; n: number };
          if (key === "a" && n === 3 && refusals > 0) {
            refusals -= 1;
            return "retry";
          }
          // The runtime knows by its claims what it has seen; here the order of the first arrivals is what counts.
          const earlier = seen.get(key) ?? [];
          if (!earlier.includes(n)) seen.set(key, [...earlier, n]);
        }
        return "ack";
      },
    });
    const keys = ["a", "b", "c"];
    const sent = keys.flatMap((key) =>
      [1, 2, 3, 4, 5].map((n) => ({ topic: "reminders" as const, key, event: { key, n } })),
    );
    await transport.publish(sent);
    await until("all have arrived", () => keys.every((key) => seen.get(key)?.includes(5)));
    await running.stop();
    await transport.close();
    expect(refusals).toBe(0);
    for (const key of keys) expect(seen.get(key)).toEqual([1, 2, 3, 4, 5]);
  });

  test("the whole platform runs on it: a completed task leads to its next occurrence, and every step is in the history once", async () => {
    const host = await startOn(db.url, { FREEHOLD_TRANSPORT: "kafka", KAFKA_BROKERS: kafka.brokers });
    stops.push(host.stop);
    const api = apiClient(host.url);
    const task = await api.create({
      title: "Water the plants",
      dueAt: "2025-11-01T13:00:00Z",
      recurrence: { rrule: "FREQ=DAILY", timeZone: "America/New_York" },
    });
    await api.complete(task.id);
    const next = await until("the next occurrence is there", async () => (await api.list("status=open"))[0]);
    expect(next.dueAt).toBe("2025-11-02T14:00:00.000Z");
    await until("the history is whole", async () => (await api.history(task.id).catch(() => [])).length === 2);
  });

  test("a broadcast subscriber leaves no group behind when it stops", async () => {
    const transport = connect();
    const groups = async () => {
      const admin = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      const found = await admin.listGroups();
      await admin.disconnect();
      return found.groups.map(({ groupId }) => groupId).filter((name) => name.startsWith("listener-"));
    };
    const running = await transport.subscribe({
      topics: ["task-updates"],
      consumer: "listener",
      delivery: "broadcast",
      deliver: async () => "ack",
    });
    await until("the group is there", async () => (await groups()).length === 1);
    await running.stop();
    await transport.close();
    expect(await groups()).toEqual([]);
  });

  test("brokers that do not answer are named as the problem", async () => {
    const transport = new KafkaTransport(readSettings({ KAFKA_BROKERS: "127.0.0.1:1" }).kafka, "test", silent);
    await expect(transport.ready()).rejects.toMatchObject({ code: "BROKER_UNREACHABLE" });
  });
});
