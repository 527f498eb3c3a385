import { execFileSync } from "node:child_process";
import { z } from "zod";
import { FreeholdError } from "../../services/runtime/errors";
import type { ConsumerLag } from "../../services/runtime/metrics";
import { groups } from "./drained";

/**
 * Entries of XINFO GROUPS, as `redis-cli --json` answers them. `pending`: delivered and not acknowledged. `lag`: not
 * delivered yet, or null when Redis can't tell. Source: https://redis.io/docs/latest/commands/xinfo-groups/
 */
const groupsSchema = z.array(z.object({ name: z.string(), pending: z.number(), lag: z.number().nullable() }));

/** What the groups of a stream have not acknowledged, from the answer of `redis-cli --json XINFO GROUPS <topic>`. */
export function lagOf(topic: string, answer: string): ConsumerLag[] {
  const readers = groups.filter(({ topics }) => (topics as readonly string[]).includes(topic));
  // A stream that was never written to does not exist, and so holds nothing back.
  if (answer.includes("no such key")) return readers.map(({ name }) => ({ consumer: name, topic, events: 0 }));
  const found = groupsSchema.safeParse(JSON.parse(answer));
  if (!found.success) {
    throw new FreeholdError("BROKER_UNREACHABLE", `Redis does not tell the groups of ${topic}: ${answer.trim()}`);
  }
  return readers.map(({ name }) => {
    const group = found.data.find((one) => one.name === name);
    if (!group || group.lag === null) {
      throw new FreeholdError(
        "BROKER_UNREACHABLE",
        `Redis can't tell how far ${name} is with ${topic}: check that it has run, and that nobody trimmed the stream.`,
      );
    }
    return { consumer: name, topic, events: group.pending + group.lag };
  });
}

/** The same of all topics, by the redis-cli on PATH; its password comes from REDISCLI_AUTH. */
export function redisLag(address: string): ConsumerLag[] {
  const [host = "127.0.0.1", port = "6379"] = address.split(":");
  const topics = [...new Set(groups.flatMap(({ topics: read }) => read))];
  return topics.flatMap((topic) => {
    const args = ["-h", host, "-p", port, "--json", "XINFO", "GROUPS", topic];
    return lagOf(topic, execFileSync("redis-cli", args, { encoding: "utf8" }));
  });
}
