import type { ConsumerLag } from "../telemetry/broker-lag";
import type { KafkaAdmin } from "./kafka-client";

/**
 * How many events of each topic a consumer group has not acknowledged, by the broker's own offsets. One request after the
 * other: kafkajs, asked for several things at once by a fresh client, may open connections that it never uses or closes.
 */
export async function consumerLag(
  admin: KafkaAdmin,
  groupId: string,
  topics: readonly string[],
): Promise<ConsumerLag[]> {
  const lags: ConsumerLag[] = [];
  for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics: [...topics] })) {
    const ends = await admin.fetchTopicOffsets(topic);
    const behind = ends.map(({ partition, low, high }) => {
      const offset = partitions.find((one) => one.partition === partition)?.offset ?? "-1";
      // Without a commit, -1, or behind what the broker still has, a group goes on from the oldest.
      return Math.max(0, Number(high) - Math.max(Number(offset), Number(low)));
    });
    lags.push({ consumer: groupId, topic, events: behind.reduce((sum, one) => sum + one, 0) });
  }
  return lags;
}
