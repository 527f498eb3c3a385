import { deadLetterTopic, topicSettings, topics } from "../../services/contracts/topics";
import { type KafkaAdmin, topicResource } from "../../services/runtime/transports/kafka-client";

/** What one topic is like, beside what it should be like. */
export interface TopicReport {
  topic: string;
  /**
   * `right`: as declared. `missing`: not there, seen by a check. `created` and `changed`: done now.
   * `different`: seen by a check, or not ours to correct.
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
const mostReplicas = 3;

/** What a topic has to take in one batch: the largest message and what belongs to it. The default of brokers. */
const leastBatchBytes = 1024 * 1024;

/**
 * Brings the topics of the platform, and their dead-letter topics, to what services/contracts/topics.ts declares. Done
 * twice it changes nothing the second time. Partitions are never removed, which no broker can, and replicas are left as
 * they are, since moving them is the broker's own operation.
 * @param check only look
 */
export async function reconcileTopics(admin: KafkaAdmin, { check }: { check: boolean }): Promise<TopicReport[]> {
  const there = new Set(await admin.listTopics());
  const { brokers } = await admin.describeCluster();
  const replicas = Math.min(mostReplicas, brokers.length);
  const missing = declared.filter(({ topic }) => !there.has(topic));
  if (missing.length > 0 && !check) await create(admin, missing, replicas);
  const reports: TopicReport[] = [];
  for (const wanted of declared) {
    if (there.has(wanted.topic)) reports.push(await reconcile(admin, wanted, { check, replicas }));
    else reports.push({ topic: wanted.topic, state: check ? "missing" : "created", differences: [] });
  }
  return reports;
}

async function create(admin: KafkaAdmin, missing: readonly Declared[], replicas: number): Promise<void> {
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map(({ topic, partitions, retentionMs }) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: replicas,
      configEntries: [{ name: "retention.ms", value: String(retentionMs) }],
    })),
  });
}

async function reconcile(
  admin: KafkaAdmin,
  { topic, partitions, retentionMs }: Declared,
  { check, replicas }: { check: boolean; replicas: number },
): Promise<TopicReport> {
  const { topics: found } = await admin.fetchTopicMetadata({ topics: [topic] });
  const there = found[0]?.partitions ?? [];
  const fewest = Math.min(...there.map((partition) => partition.replicas.length));
  const settings = await settingsOf(admin, topic);
  const retention = settings.get("retention.ms")?.value;
  const batchBytes = Number(settings.get("max.message.bytes")?.value);

  /** Settings to be changed. */
  const wrong = new Map<string, string>();
  if (retention !== String(retentionMs)) wrong.set("retention.ms", String(retentionMs));
  if (batchBytes < leastBatchBytes) wrong.set("max.message.bytes", String(leastBatchBytes));
  const beyondUs = [
    ...(there.length > partitions ? [`has ${there.length} partitions, declared are ${partitions}`] : []),
    ...(fewest < replicas ? [`has ${fewest} replicas, the broker has nodes for ${replicas}`] : []),
  ];
  const differences = [
    ...beyondUs,
    ...(there.length < partitions ? [`has ${there.length} partitions, declared are ${partitions}`] : []),
    ...(wrong.has("retention.ms")
      ? [`keeps events for ${retention} ms, declared are ${retentionMs} ms (retention.ms)`]
      : []),
    ...(wrong.has("max.message.bytes")
      ? [`takes ${batchBytes} bytes at once, events need ${leastBatchBytes} (max.message.bytes)`]
      : []),
  ];
  if (differences.length === 0) return { topic, state: "right", differences };
  if (check) return { topic, state: "different", differences };
  if (there.length < partitions) await admin.createPartitions({ topicPartitions: [{ topic, count: partitions }] });
  if (wrong.size > 0) await change(admin, topic, settings, wrong);
  return { topic, state: beyondUs.length > 0 ? "different" : "changed", differences };
}

interface Setting {
  value: string;
  /** Whether it was set for this topic; a default otherwise. */
  own: boolean;
}

/** Kafka's number for a setting that was made for one topic. Source: the protocol's DescribeConfigs, `config_source`. */
const madeForTopic = 1;

async function settingsOf(admin: KafkaAdmin, topic: string): Promise<Map<string, Setting>> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: topicResource, name: topic }],
  });
  return new Map(
    resources[0]?.configEntries.map(({ configName, configValue, configSource }) => [
      configName,
      { value: configValue, own: Number(configSource) === madeForTopic },
    ]),
  );
}

/** The request of kafkajs replaces all settings of a topic, so that those which somebody else made go along. */
async function change(
  admin: KafkaAdmin,
  topic: string,
  settings: Map<string, Setting>,
  wrong: Map<string, string>,
): Promise<void> {
  const kept = [...settings].filter(([, { own }]) => own).map(([name, { value }]) => [name, value] as const);
  const configEntries = [...new Map([...kept, ...wrong])].map(([name, value]) => ({ name, value }));
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: topicResource, name: topic, configEntries }] });
}
