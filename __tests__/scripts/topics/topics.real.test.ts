import { execFile } from "node:child_process";
import { Kafka, logLevel } from "kafkajs";
import { removeDeadGroups } from "../../../scripts/topics/dead-groups";
import { reconcileTopics } from "../../../scripts/topics/reconcile";
import { readSettings } from "../../../services/runtime/settings/settings";
import { type KafkaAdmin, topicResource, withKafkaAdmin } from "../../../services/runtime/transports/kafka-client";
import { silent } from "../../helpers/database";
import { type RunningKafka, startKafka } from "../../helpers/kafka";
import { describeReal } from "../../helpers/real";

describeReal("npx freehold topics on Apache Kafka", ["kafka"], ({ kafka: libs }) => {
  let kafka: RunningKafka;
  beforeAll(async () => {
    kafka = await startKafka(libs);
  });
  afterAll(() => kafka.stop());

  const asAdmin = <T>(work: (admin: KafkaAdmin) => Promise<T>): Promise<T> =>
    withKafkaAdmin(readSettings({ KAFKA_BROKERS: kafka.brokers }).kafka, silent, work);
  const states = async (check: boolean) =>
    (await asAdmin((admin) => reconcileTopics(admin, { check }))).map(({ topic, state }) => `${topic} ${state}`);
  const all = (state: string) =>
    ["task-events", "task-events.dlq", "reminders", "reminders.dlq", "task-updates", "task-updates.dlq"].map(
      (topic) => `${topic} ${state}`,
    );

  const command = (...args: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        ["--import", "tsx", "scripts/topics.ts", ...args],
        { env: { ...process.env, KAFKA_BROKERS: kafka.brokers } },
        (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
      );
    });

  test("a check of an empty broker names every topic, and makes none", async () => {
    expect(await command("--check")).toMatchObject({
      code: 2,
      output: expect.stringContaining("reminders.dlq\tmissing"),
    });
    expect(await asAdmin((admin) => admin.listTopics())).toEqual([]);
  });

  test("topics are created as declared, and the second time nothing is left to do", async () => {
    expect(await states(false)).toEqual(all("created"));
    expect(await states(false)).toEqual(all("right"));
    expect(await command("--check", "--json")).toMatchObject({ code: 0, output: expect.stringContaining('"right"') });
    const { topics } = await asAdmin((admin) => admin.fetchTopicMetadata({ topics: ["task-events"] }));
    expect(topics[0]?.partitions).toHaveLength(3);
  });

  test("a check reports differences, and a run without --check corrects them", async () => {
    await asAdmin(async (admin) => {
      await admin.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: topicResource,
            name: "reminders",
            configEntries: [
              { name: "retention.ms", value: "3600000" },
              { name: "max.message.bytes", value: "100000" },
              { name: "segment.ms", value: "7200000" },
            ],
          },
        ],
      });
      await admin.createPartitions({ topicPartitions: [{ topic: "reminders.dlq", count: 2 }] });
    });
    const { code, output } = await command("--check");
    expect(code).toBe(2);
    expect(output).toContain("reminders\tdifferent\tkeeps events for 3600000 ms, declared are 259200000 ms");
    expect(output).toContain("takes 100000 bytes at once, events need 1048576 (max.message.bytes)");
    expect(output).toContain("reminders.dlq\tdifferent\thas 2 partitions, declared are 1");
    expect(await states(false)).toEqual(
      all("right").map((line) =>
        line.replace("reminders right", "reminders changed").replace("reminders.dlq right", "reminders.dlq different"),
      ),
    );
    expect(await states(true)).toContain("reminders right");
    // What somebody else set is none of our business, and stays.
    const { resources } = await asAdmin((admin) =>
      admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: topicResource, name: "reminders", configNames: ["segment.ms"] }],
      }),
    );
    expect(resources[0]?.configEntries[0]?.configValue).toBe("7200000");
  });

  test("a topic with fewer replicas than the broker has nodes for is said to differ, and left alone", async () => {
    const report = await asAdmin(async (admin) => {
      const three = { ...admin, describeCluster: async () => ({ brokers: [1, 2, 3] }) } as unknown as KafkaAdmin;
      return (await reconcileTopics(three, { check: false })).find(({ topic }) => topic === "task-events");
    });
    expect(report).toEqual({
      topic: "task-events",
      state: "different",
      differences: ["has 1 replicas, the broker has nodes for 3"],
    });
  });

  test("groups of processes that are gone are removed, and no other", async () => {
    const client = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING });
    /** A member of a group that has read something. */
    const join = async (groupId: string) => {
      const consumer = client.consumer({ groupId });
      await consumer.connect();
      await consumer.subscribe({ topics: ["task-updates"], fromBeginning: true });
      await new Promise<void>((resolve) => {
        consumer.on(consumer.events.GROUP_JOIN, () => resolve());
        void consumer.run({ eachMessage: async () => {} });
      });
      await consumer.commitOffsets([{ topic: "task-updates", partition: 0, offset: "0" }]);
      return consumer;
    };
    const alive = await join("websocket-pod-1");
    for (const gone of ["websocket-pod-0", "freehold-reader-1", "audit-consumer", "somebody-elses"]) {
      await (await join(gone)).disconnect();
    }
    const dead = ["freehold-reader-1", "websocket-pod-0"];
    expect((await asAdmin((admin) => removeDeadGroups(admin, { check: true }))).sort()).toEqual(dead);
    expect((await command()).output).toContain("websocket-pod-0\tremoved");
    const left = await asAdmin(async (admin) => (await admin.listGroups()).groups.map(({ groupId }) => groupId).sort());
    expect(left).toEqual(["audit-consumer", "somebody-elses", "websocket-pod-1"]);
    await alive.disconnect();
  });

  test("a broker that does not answer is named as the problem", async () => {
    const { kafka: settings } = readSettings({ KAFKA_BROKERS: "127.0.0.1:1" });
    await expect(withKafkaAdmin(settings, silent, (admin) => admin.listTopics())).rejects.toMatchObject({
      code: "BROKER_UNREACHABLE",
    });
  });
});
