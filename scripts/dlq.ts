import { runningDatabaseUrl } from "../services/local/running";
import { Database } from "../services/runtime/database";
import { FreeholdError } from "../services/runtime/errors";
import { createLogger } from "../services/runtime/logger";
import { readSettings } from "../services/runtime/settings";
import { carryOutbox } from "./dlq/carry";
import { listDeadLetters, replayAll, showDeadLetter } from "./dlq/dead-letters";
import { type DlqOptions, isEmpty, readOptions, usage } from "./dlq/options";
import { progress } from "./dlq/progress";
import { listRaw, whereRawIs } from "./dlq/raw";

/** `npm run dlq -- list | show | replay`: the options are in dlq/options.ts. Exit codes: 0 done, 1 failed, 2 some refused. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.command === undefined) return console.log(usage);
  const settings = readSettings(process.env);
  const url = settings.databaseUrl ?? runningDatabaseUrl(options.data);
  if (!url) {
    throw new FreeholdError(
      "SETTINGS_INVALID",
      `No platform runs in ${options.data} and DATABASE_URL is not set: start one with "npm start", or set DATABASE_URL.`,
    );
  }
  const logger = createLogger({ name: "dlq", level: "fatal" });
  const database = new Database({ url, poolMax: 2, logger });
  try {
    switch (options.command) {
      case "list":
        return await list(database, settings, options);
      case "show":
        return await show(database, options);
      case "replay":
        await replay(database, options);
        return await carryOutbox(
          database,
          { ...settings, databaseDirectUrl: settings.databaseDirectUrl ?? url },
          logger,
        );
      default:
        throw new FreeholdError("SETTINGS_INVALID", `There is no command ${options.command}.\n\n${usage}`);
    }
  } finally {
    await database.close();
  }
}

async function list(database: Database, settings: ReturnType<typeof readSettings>, options: DlqOptions): Promise<void> {
  const letters = await listDeadLetters(database, options.filter);
  const logger = createLogger({ name: "dlq", level: "fatal" });
  const raw = settings.kafka.brokers ? await listRaw(settings.kafka, logger) : undefined;
  if (options.json) return console.log(JSON.stringify({ deadLetters: letters, raw: raw ?? null }, null, 2));
  for (const { id, deadAt, consumer, topic, type, code, status, reason } of letters) {
    console.log([id, deadAt.toISOString(), consumer, topic, type ?? "-", code, status, reason].join("\t"));
  }
  console.error(`${letters.length} dead letters of consumers`);
  if (!raw) return console.error(whereRawIs(settings.transport));
  for (const { topic, partition, offset, time, value } of raw) {
    console.log([`${topic}/${partition}/${offset}`, time.toISOString(), "(bus)", topic, value].join("\t"));
  }
  console.error(`${raw.length} dead letters of the bus itself`);
}

async function show(database: Database, { ids }: DlqOptions): Promise<void> {
  const [id] = ids;
  if (!id) throw new FreeholdError("SETTINGS_INVALID", "Name the dead letter to show: npm run dlq -- show <id>.");
  const letter = await showDeadLetter(database, id);
  if (!letter) throw new FreeholdError("SETTINGS_INVALID", `There is no dead letter ${id}: list shows the ids.`);
  console.log(JSON.stringify(letter, null, 2));
}

async function replay(database: Database, { ids, filter, dryRun, force, json }: DlqOptions): Promise<void> {
  if (ids.length === 0 && isEmpty(filter)) {
    throw new FreeholdError("SETTINGS_INVALID", "Say what to replay: ids, or at least one filter.");
  }
  const found = await listDeadLetters(database, filter);
  const meant = ids.length > 0 ? ids : found.filter(({ status }) => status === "dead").map(({ id }) => id);
  if (dryRun) {
    return console.log(
      json ? JSON.stringify({ wouldReplay: meant }) : [...meant, `${meant.length} would be replayed`].join("\n"),
    );
  }
  const outcomes = await replayAll(database, meant, { force, done: progress(meant.length, process.stderr) });
  if (json) console.log(JSON.stringify(outcomes, null, 2));
  else for (const { id, outcome } of outcomes) console.log(`${id}\t${outcome}`);
  if (outcomes.some(({ outcome }) => outcome !== "replaying" && outcome !== "unchanged")) process.exitCode = 2;
}

main().catch((error: unknown) => {
  console.error(error instanceof FreeholdError ? error.message : error);
  process.exitCode = 1;
});
