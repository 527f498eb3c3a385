import { groups } from "../services/consumer-groups";
import { redisLag } from "../services/redis-exporter/redis-lag";
import { Database } from "../services/runtime/database/database";
import { databaseRefusal } from "../services/runtime/database/database-refusal";
import { readSettings } from "../services/runtime/settings/settings";
import type { ConsumerLag } from "../services/runtime/telemetry/broker-lag";
import { createLogger } from "../services/runtime/telemetry/logger";
import { withKafkaAdmin } from "../services/runtime/transports/kafka-client";
import { consumerLag } from "../services/runtime/transports/kafka-lag";
import { commandLine } from "./operations/command-line";
import { notDrained } from "./switch-broker/drained";

const usage = `Tells whether the broker in use is drained, so that another one can take its place: docs/how-to/switch-brokers.md.

Usage: npx freehold switch-broker --from kafka | --from redis [--redis HOST:PORT]

  DATABASE_URL, and KAFKA_BROKERS with its user, are read from the environment; REDISCLI_AUTH for a Redis with a password.
  Exit codes: 0 drained, 1 failed, 2 not drained.`;

const nextSteps = `Drained: this broker holds no more events. Now
  1. set connections.broker in freehold.config.ts to the other one;
  2. npx freehold deploy connections, then platform, then apps;
  3. scale the backend and the scheduler up again, if you had scaled them to 0.
No changes were made by this command.`;

async function main(): Promise<void> {
  const { values } = commandLine(usage, {
    from: { type: "string" },
    redis: { type: "string", default: "127.0.0.1:6379" },
  });
  if (values.from !== "kafka" && values.from !== "redis") throw new Error(usage);
  const { kafka, databaseUrl } = readSettings(process.env);
  if (!databaseUrl) throw new Error("DATABASE_URL is missing: set it to a postgres:// URL.");
  const logger = createLogger({ name: "switch-broker", level: "fatal" });
  const lags =
    values.from === "redis"
      ? await redisLag(values.redis)
      : await withKafkaAdmin(kafka, logger, async (admin) => {
          const all: ConsumerLag[] = [];
          for (const { name, topics } of groups) all.push(...(await consumerLag(admin, name, topics)));
          return all;
        });
  const database = new Database({ url: databaseUrl, poolMax: 1, logger });
  try {
    const problems = await notDrained(database, lags);
    console.log(problems.length === 0 ? nextSteps : ["Not drained.", ...problems].join("\n  "));
    if (problems.length > 0) process.exitCode = 2;
  } finally {
    await database.close();
  }
}

main().catch((error: Error) => {
  console.error((databaseRefusal(error) ?? error).message);
  process.exitCode = 1;
});
