import { groups, groupsOf } from "../consumer-groups";
import { FreeholdError } from "../runtime/core/errors";
import type { ConsumerLag } from "../runtime/telemetry/broker-lag";
import { type Redis, withRedis } from "./redis";

/**
 * What a group of a stream has not acknowledged, by XINFO GROUPS. `pending`: delivered and not acknowledged. `lag`: not
 * delivered yet, or null when Redis can't tell. Source: https://redis.io/docs/latest/commands/xinfo-groups/
 */
export interface StreamGroup {
  name: string;
  pending: number;
  lag: number | null;
}

/** How far each reader of a stream is behind, by what Redis says of its groups. */
export function lagOf(topic: string, found: readonly StreamGroup[]): ConsumerLag[] {
  return groupsOf(topic).map((name) => {
    const group = found.find((one) => one.name === name);
    if (!group || group.lag === null) {
      throw new FreeholdError(
        "BROKER_UNREACHABLE",
        `Redis can't tell how far ${name} is with ${topic}: check that it has run, and that the stream was not trimmed.`,
      );
    }
    return { consumer: name, topic, events: group.pending + group.lag };
  });
}

/**
 * The same of all topics of a Redis.
 * @param address host:port
 * @throws FreeholdError BROKER_UNREACHABLE
 */
export const redisLag = (address: string): Promise<ConsumerLag[]> =>
  withRedis(address, async (redis) => {
    const lags: ConsumerLag[] = [];
    for (const topic of new Set(groups.flatMap(({ topics }) => topics))) {
      lags.push(...((await redis.exists(topic)) ? lagOf(topic, await streamGroups(redis, topic)) : none(topic)));
    }
    return lags;
  });

/** A stream that was never written to does not exist, and so holds nothing back. */
const none = (topic: string): ConsumerLag[] => groupsOf(topic).map((name) => ({ consumer: name, topic, events: 0 }));

const streamGroups = async (redis: Redis, topic: string): Promise<StreamGroup[]> =>
  (await redis.xInfoGroups(topic)).map(({ name, pending, lag }) => ({ name, pending, lag }));
