import { setTimeout as pause } from "node:timers/promises";
import type { Kafka } from "kafkajs";
import type pg from "pg";
import { topicSettings } from "../../services/contracts/topics";
import { channel } from "../../services/runtime/transports/event-log";
import { produce } from "../kafka";
import { generated } from "../work";

export const topic = "task-updates";
export const { partitions } = topicSettings(topic);
export const kafkaLine = `Kafka, ${partitions} partitions`;
/** Milliseconds in which all replicas must have joined their group. */
const joinTimeoutMs = 60_000;

/** What differs between the transports: how replicas join, and how they get events. */
export interface Source {
  line: string;
  brokers: string[];
  /** Runs before the replicas of a group start. */
  prepare: (group: string) => Promise<void>;
  /** Resolves when this many replicas have joined. */
  joined: (group: string, replicas: number) => Promise<void>;
  publish: () => Promise<void>;
}

/** Events from the embedded log. */
export const fromEmbedded = (admin: pg.Pool, events: number): Source => ({
  line: "embedded transport",
  brokers: [],
  prepare: async () => {
    await admin.query("truncate freehold.bus_log, freehold.bus_offsets");
  },
  joined: async () => {},
  publish: async () => {
    await admin.query(
      `insert into freehold.bus_log (topic, event) select '${topic}', event from (${generated(events)}) g`,
    );
    await admin.query("select pg_notify($1, $2)", [channel, topic]);
  },
});

/** Events from the topic of a broker. */
export const fromKafka = (kafka: Kafka, brokers: string, events: number): Source => ({
  line: kafkaLine,
  brokers: [brokers],
  // A new group begins with the oldest event, and those that are there belong to earlier runs.
  prepare: () =>
    withAdmin(kafka, async (admin) => {
      const ends = await admin.fetchTopicOffsets(topic);
      const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }));
      await admin.deleteTopicRecords({ topic, partitions });
    }),
  joined: (group, replicas) =>
    withAdmin(kafka, async (admin) => {
      const deadline = performance.now() + joinTimeoutMs;
      for (;;) {
        const [found] = (await admin.describeGroups([group])).groups;
        if (found?.state === "Stable" && found.members.length === replicas) return;
        if (performance.now() > deadline)
          throw new Error(
            `${found?.members.length ?? 0} of ${replicas} replicas joined ${group} in ${joinTimeoutMs} ms`,
          );
        await pause(200);
      }
    }),
  publish: () => produce(kafka, topic, events),
});

async function withAdmin(kafka: Kafka, work: (admin: ReturnType<Kafka["admin"]>) => Promise<void>): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.disconnect();
  }
}
