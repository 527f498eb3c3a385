import { parseArgs } from "node:util";
import { createLogger } from "../services/runtime/logger";
import { readSettings } from "../services/runtime/settings";
import { withKafkaAdmin } from "../services/runtime/transports/kafka-client";
import { reconcileTopics } from "./topics/reconcile";

/**
 * `npm run topics [-- --check] [--json]`: creates the topics and dead-letter topics that services/contracts/topics.ts
 * declares on the brokers of KAFKA_BROKERS, and mends their partitions and retention.
 *
 * Exit codes: 0 all is as declared, 1 failed, 2 something differs: with --check, or what can't be mended.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { check: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
  });
  const { kafka } = readSettings(process.env);
  const logger = createLogger({ name: "topics", level: "fatal" });
  const reports = await withKafkaAdmin(kafka, logger, (admin) => reconcileTopics(admin, values));
  if (values.json) console.log(JSON.stringify(reports, null, 2));
  else for (const { topic, state, differences } of reports) console.log([topic, state, ...differences].join("\t"));
  if (reports.some(({ state }) => state === "missing" || state === "different")) process.exitCode = 2;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
