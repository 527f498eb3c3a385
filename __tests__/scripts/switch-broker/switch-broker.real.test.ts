import { Kafka, logLevel, type SeekEntry } from "kafkajs";
import { groups } from "../../../services/consumer-groups";
import { useDatabase } from "../../helpers/database";
import { makeTopics, type RunningKafka, startKafka } from "../../helpers/kafka";
import { describeReal } from "../../helpers/real";
import { type RunningRedis, startRedis } from "../../helpers/redis";
import { runScript } from "../../helpers/run-script";

const topics = [...new Set(groups.flatMap((group) => group.topics))];

describeReal("npx freehold switch-broker from Redis", ["redis"], ({ redis: program }) => {
  const db = useDatabase();
  let redis: RunningRedis;
  beforeAll(async () => {
    redis = await startRedis(program);
  });
  afterAll(() => redis.stop());
  const ask = () =>
    runScript("scripts/switch-broker.ts", ["--from", "redis", "--redis", redis.host], { DATABASE_URL: db.url });

  test("one that was never used is drained", async () => {
    expect(await ask()).toMatchObject({ code: 0, stdout: expect.stringContaining("Drained") });
  });

  test("it is not drained until every group has acknowledged what it holds, trimmed or not", async () => {
    for (const topic of topics) redis.cli("XADD", topic, "*", "data", "{}");
    const without = await ask();
    expect(without.code).toBe(1);
    expect(without.stderr).toContain("check that it has run");

    for (const { name, topics: read } of groups) {
      for (const topic of read) redis.cli("XGROUP", "CREATE", topic, name, "0");
    }
    const waiting = await ask();
    expect(waiting.code).toBe(2);
    for (const { name, topics: read } of groups) {
      for (const topic of read) expect(waiting.stdout).toContain(`${name} has not acknowledged 1 events of ${topic}`);
    }

    for (const { name, topics: read } of groups) {
      for (const topic of read) redis.cli("XREADGROUP", "GROUP", name, "pod", "STREAMS", topic, ">");
    }
    // Delivered, and not acknowledged.
    expect((await ask()).code).toBe(2);
    for (const { name, topics: read } of groups) {
      for (const topic of read) {
        const id =
          redis
            .cli("XINFO", "STREAM", topic)
            .split("\n")
            .find((line) => /^\d+-\d+$/.test(line)) ?? "";
        redis.cli("XACK", topic, name, id);
      }
    }
    for (const topic of topics) redis.cli("XTRIM", topic, "MAXLEN", "0");
    expect(await ask()).toMatchObject({ code: 0, stdout: expect.stringContaining("Drained") });
  });

  test("a Redis that is not there is named as the problem", async () => {
    const { code, stderr } = await runScript(
      "scripts/switch-broker.ts",
      ["--from", "redis", "--redis", "127.0.0.1:1"],
      { DATABASE_URL: db.url },
    );
    expect(code).toBe(1);
    expect(stderr).toContain("No Redis answers on 127.0.0.1:1");
  });
});

describeReal("npx freehold switch-broker from Kafka", ["kafka"], ({ kafka: libs }) => {
  const db = useDatabase();
  let kafka: RunningKafka;
  beforeAll(async () => {
    kafka = await startKafka(libs);
    await makeTopics(kafka.brokers);
  });
  afterAll(() => kafka.stop());
  const ask = () =>
    runScript("scripts/switch-broker.ts", ["--from", "kafka"], {
      DATABASE_URL: db.url,
      KAFKA_BROKERS: kafka.secured.brokers,
      KAFKA_USERNAME: kafka.secured.username,
      KAFKA_PASSWORD: kafka.secured.password,
      NODE_EXTRA_CA_CERTS: kafka.secured.certificateFile,
    });

  test("it is drained when every group has acknowledged all, and the outbox is empty", async () => {
    expect(await ask()).toMatchObject({ code: 0 });
    const client = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING });
    const producer = client.producer();
    await producer.connect();
    await producer.sendBatch({
      topicMessages: topics.map((topic) => ({ topic, messages: [{ key: "k", value: "{}" }] })),
    });
    await producer.disconnect();
    const waiting = await ask();
    expect(waiting.code).toBe(2);
    for (const { name, topics: read } of groups) {
      for (const topic of read) expect(waiting.stdout).toContain(`${name} has not acknowledged 1 events of ${topic}`);
    }

    const admin = client.admin();
    await admin.connect();
    const ends = new Map<string, SeekEntry[]>();
    for (const topic of topics) {
      const offsets = await admin.fetchTopicOffsets(topic);
      ends.set(
        topic,
        offsets.map(({ partition, high: offset }) => ({ partition, offset })),
      );
    }
    const acknowledgeAll = async ({ name, topics: read }: (typeof groups)[number]) => {
      for (const topic of read) await admin.setOffsets({ groupId: name, topic, partitions: ends.get(topic) ?? [] });
    };
    await Promise.all(groups.map(acknowledgeAll));
    await admin.disconnect();
    await db.database.query("insert into freehold.outbox (topic, subject, event) values ('reminders', 's', '{}')");
    expect(await ask()).toMatchObject({ code: 2, stdout: expect.stringContaining("The outbox holds 1 events") });
    await db.database.query("delete from freehold.outbox");
    expect(await ask()).toMatchObject({ code: 0, stdout: expect.stringContaining("Drained") });
  });
});
