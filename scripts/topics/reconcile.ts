import { deadLetterTopic, topicSettings, topics } from "../../services/contracts/topics";
import { type KafkaAdmin, topicResource } from "../../services/runtime/transports/kafka-client";

/** What one topic is like, beside what it should be like. */
export interface TopicReport {
  topic: string;
  /**
   * `right`: as declared. `missing`: not there, seen by a check. `created` and `changed`: done now.
   * `different`: seen by a check, or not to be mended by us.
   */
  state: "right" | "missing" | "created" | "changed" | "different";
  /** What was found to be different, each as a sentence; empty when nothing was. */
  differences: string[];
}

interface Declared {
  topic: string;
  partitions: number;
  retentionMs: number;
}

const hour = 3_600_000;

const declared: readonly Declared[] = topics
  .flatMap((topic) => [topic, deadLetterTopic(topic)])
  .map((topic) => {
    const { partitions, retentionHours } = topicSettings(topic);
    return { topic, partitions, retentionMs: retentionHours * hour };
  });

/** Replicas of each partition, where the broker has as many nodes. */
const replicas = 3;

/**
 * Brings the topics of the platform, and their dead-letter topics, to what services/contracts/topics.ts declares. Done
 * twice it changes nothing the second time. Partitions are never removed, which no broker can, and replicas are left as
 * they are, since moving them is the broker's own operation.
 * @param check only look
 */
export async function reconcileTopics(admin: KafkaAdmin, { check }: { check: boolean }): Promise<TopicReport[]> {
  const there = new Set(await admin.listTopics());
  const missing = declared.filter(({ topic }) => !there.has(topic));
  if (missing.length > 0 && !check) await create(admin, missing);
  const reports: TopicReport[] = [];
  for (const wanted of declared) {
    if (there.has(wanted.topic)) reports.push(await compare(admin, wanted, check));
    else reports.push({ topic: wanted.topic, state: check ? "missing" : "created", differences: [] });
  }
  return reports;
}

async function create(admin: KafkaAdmin, missing: readonly Declared[]): Promise<void> {
  const { brokers } = await admin.describeCluster();
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map(({ topic, partitions, retentionMs }) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: Math.min(replicas, brokers.length),
      configEntries: [{ name: "retention.ms", value: String(retentionMs) }],
    })),
  });
}

async function compare(admin: KafkaAdmin, wanted: Declared, check: boolean): Promise<TopicReport> {
  const { topic, partitions, retentionMs } = wanted;
  const { topics: found } = await admin.fetchTopicMetadata({ topics: [topic] });
  const count = found[0]?.partitions.length ?? 0;
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: topicResource, name: topic, configNames: ["retention.ms"] }],
  });
  const retention = resources[0]?.configEntries.find(({ configName }) => configName === "retention.ms")?.configValue;

  const differences = [
    ...(count === partitions ? [] : [`has ${count} partitions, declared are ${partitions}`]),
    ...(retention === String(retentionMs)
      ? []
      : [`keeps events for ${retention} ms, declared are ${retentionMs} ms (retention.ms)`]),
  ];
  if (differences.length === 0) return { topic, state: "right", differences };
  if (check) return { topic, state: "different", differences };
  if (count < partitions) await admin.createPartitions({ topicPartitions: [{ topic, count: partitions }] });
  if (retention !== String(retentionMs)) {
    await admin.alterConfigs({
      validateOnly: false,
      resources: [
        { type: topicResource, name: topic, configEntries: [{ name: "retention.ms", value: String(retentionMs) }] },
      ],
    });
  }
  // More partitions than declared do no harm, but only deleting the topic would lower their number.
  return { topic, state: count > partitions ? "different" : "changed", differences };
}
