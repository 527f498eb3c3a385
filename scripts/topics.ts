import { readSettings } from "../services/runtime/settings/settings";
import { createLogger } from "../services/runtime/telemetry/logger";
import { withKafkaAdmin } from "../services/runtime/transports/kafka-client";
import { commandLine } from "./operations/command-line";
import { removeDeadGroups } from "./topics/dead-groups";
import { reconcileTopics } from "./topics/reconcile";

const usage = `Creates the topics and dead-letter topics that services/contracts/topics.ts declares on the brokers of KAFKA_BROKERS,
corrects their partitions and settings, and removes the consumer groups of processes that are gone.

Usage: npx freehold topics [--check] [--json]

  --check   only says what differs
  --json    the same as JSON

Ends with 0 when all is as declared, 1 when it failed, 2 when something differs: with --check, or something that it cannot correct.`;

async function main(): Promise<void> {
  const { values } = commandLine(usage, {
    check: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  const { kafka } = readSettings(process.env);
  const logger = createLogger({ name: "topics", level: "fatal" });
  const { reports, deadGroups } = await withKafkaAdmin(kafka, logger, async (admin) => ({
    reports: await reconcileTopics(admin, values),
    deadGroups: await removeDeadGroups(admin, values).catch(groupsStay),
  }));
  if (values.json) console.log(JSON.stringify({ topics: reports, deadGroups }, null, 2));
  else {
    for (const { topic, state, differences } of reports) console.log([topic, state, ...differences].join("\t"));
    for (const group of deadGroups)
      console.log(`${group}\t${values.check ? "left by a process that is gone" : "removed"}`);
  }
  if (reports.some(({ state }) => state === "missing" || state === "different")) process.exitCode = 2;
}

/** They do no harm, and the broker removes them in the end: no reason to hold up a release. */
function groupsStay(error: Error): string[] {
  console.error(`The groups of processes that are gone stay, since the broker refused: ${error.message}`);
  return [];
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
