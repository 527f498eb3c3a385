import { userInfo } from "node:os";
import { groupDeadLetters } from "../services/backend/dead-letters/groups";
import { FreeholdError } from "../services/runtime/core/errors";
import { Database } from "../services/runtime/database/database";
import { databaseRefusal } from "../services/runtime/database/database-refusal";
import { readSettings, type Settings } from "../services/runtime/settings/settings";
import { createLogger } from "../services/runtime/telemetry/logger";
import { carryOutbox } from "./dlq/carry";
import type { DeadLetter } from "./dlq/dead-letter";
import { discardAll, listDeadLetters, replayAll, showDeadLetter, viewOf } from "./dlq/dead-letters";
import { type DlqOptions, isEmpty, readOptions, usage } from "./dlq/options";
import { progress } from "./dlq/progress";
import { asDeadLetter, broker, isRawId, listRaw, type RawLetter, whereRawIs } from "./dlq/raw";
import { renderDeadLetters, renderGroups } from "./dlq/render";
import { platformDatabaseUrl } from "./operations/platform-database";

/** `npx freehold dlq list | groups | show | replay | discard`: the options are in dlq/options.ts. Exit codes: 0 done, 1 failed, 2 some refused. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.command === undefined) return console.log(usage);
  const settings = readSettings(process.env);
  const url = platformDatabaseUrl(settings.databaseUrl, options.data);
  const logger = createLogger({ name: "dlq", level: "fatal" });
  const database = new Database({ url, poolMax: 2, logger });
  const listOfBroker = () => listRaw({ kafka: settings.kafka, redis: options.redis }, logger);
  try {
    switch (options.command) {
      case "list":
        return await list(database, options, listOfBroker, settings.transport);
      case "groups":
        return await groups(database, options);
      case "discard":
        return await discard(database, options);
      case "show":
        return await show(database, options, listOfBroker);
      case "replay": {
        await replay(database, options, listOfBroker);
        if (options.dryRun) return;
        const direct = { ...settings, databaseDirectUrl: settings.databaseDirectUrl ?? url };
        return await carryOutbox(database, direct, options.redis, logger);
      }
    }
  } finally {
    await database.close();
  }
}

type ListOfBroker = () => Promise<RawLetter[] | undefined>;

/** @throws FreeholdError SETTINGS_INVALID when no broker is named */
async function mustSee(listOfBroker: ListOfBroker, id: string): Promise<RawLetter[]> {
  const raw = await listOfBroker();
  if (raw) return raw;
  throw new FreeholdError("SETTINGS_INVALID", `${id} is on a broker: name it, by KAFKA_BROKERS or --redis HOST:PORT.`);
}

async function list(
  database: Database,
  { filter, json }: DlqOptions,
  listOfBroker: ListOfBroker,
  transport: Settings["transport"],
): Promise<void> {
  const raw = await listOfBroker();
  const letters = await viewOf(database, raw, filter);
  if (json) return console.log(JSON.stringify({ deadLetters: letters, brokerSeen: raw !== undefined }, null, 2));
  if (letters.length > 0) console.log(renderDeadLetters(letters, { terminal: process.stdout.isTTY === true }));
  const ofBroker = letters.filter(({ consumer }) => consumer === broker).length;
  console.error(`${letters.length - ofBroker} dead letters of consumers, ${ofBroker} of the broker itself`);
  if (!raw) console.error(whereRawIs(transport));
}

async function show(database: Database, { ids }: DlqOptions, listOfBroker: ListOfBroker): Promise<void> {
  const [id] = ids;
  if (!id) throw new FreeholdError("SETTINGS_INVALID", "Name the dead letter to show: npx freehold dlq show <id>.");
  const kept = await showDeadLetter(database, id);
  const raw = !kept && isRawId(id) ? (await mustSee(listOfBroker, id)).find((one) => one.id === id) : undefined;
  const letter = kept ?? (raw && asDeadLetter(raw, false));
  if (!letter) throw new FreeholdError("SETTINGS_INVALID", `There is no dead letter ${id}: list shows the ids.`);
  console.log(JSON.stringify(letter, null, 2));
}

async function groups(database: Database, { filter, json }: DlqOptions): Promise<void> {
  const found = await groupDeadLetters(database, { ...filter, status: "dead" });
  if (json) return console.log(JSON.stringify(found, null, 2));
  if (found.groups.length > 0) console.log(renderGroups(found.groups, { terminal: process.stdout.isTTY === true }));
  if (!found.complete) console.error("There are more than were counted: narrow them by a filter.");
}

/** Says what a dry run means, as ids. */
const sayMeant = (meant: readonly string[], json: boolean, [key, words]: [string, string]): void =>
  console.log(json ? JSON.stringify({ [key]: meant }) : [...meant, `${meant.length} would be ${words}`].join("\n"));

/** Says what became of each, and fails when one is not as it should be. */
function sayOutcomes(outcomes: readonly { id: string; outcome: string }[], json: boolean, good: string): void {
  if (json) console.log(JSON.stringify(outcomes, null, 2));
  else for (const { id, outcome } of outcomes) console.log(`${id}\t${outcome}`);
  if (outcomes.some(({ outcome }) => outcome !== good && outcome !== "unchanged")) process.exitCode = 2;
}

async function discard(database: Database, { ids, filter, dryRun, json, reason = "" }: DlqOptions): Promise<void> {
  requireSelection(ids, filter, "discard");
  const ofBroker = ids.find(isRawId);
  if (ofBroker) {
    throw new FreeholdError(
      "SETTINGS_INVALID",
      `${ofBroker} is on a broker, which forgets it after its retention: there is nothing to discard.`,
    );
  }
  const found = ids.length > 0 ? [] : await listDeadLetters(database, filter);
  const meant = ids.length > 0 ? ids : openIds(found.filter(({ consumer }) => consumer !== broker));
  if (dryRun) return sayMeant(meant, json, ["wouldDiscard", "discarded"]);
  const done = progress(meant.length, process.stderr);
  sayOutcomes(await discardAll(database, meant, { by: accountName(), reason, done }), json, "discarded");
}

/** Who works at this command line. */
function accountName(): string {
  try {
    return `cli:${userInfo().username}`;
  } catch {
    return "cli";
  }
}

function requireSelection(ids: readonly string[], filter: DlqOptions["filter"], verb: string): void {
  if (ids.length > 0 || !isEmpty(filter)) return;
  throw new FreeholdError("SETTINGS_INVALID", `Say what to ${verb}: ids, or at least one filter.`);
}

const openIds = (letters: readonly DeadLetter[]): string[] =>
  letters.filter(({ status }) => status === "dead").map(({ id }) => id);

async function replay(
  database: Database,
  { ids, filter, dryRun, force, json }: DlqOptions,
  listOfBroker: ListOfBroker,
): Promise<void> {
  requireSelection(ids, filter, "replay");
  const ofBroker = ids.find(isRawId);
  const raw = ofBroker ? await mustSee(listOfBroker, ofBroker) : ids.length === 0 ? await listOfBroker() : undefined;
  const meant = ids.length > 0 ? ids : openIds(await viewOf(database, raw, filter));
  if (dryRun) return sayMeant(meant, json, ["wouldReplay", "replayed"]);
  const done = progress(meant.length, process.stderr);
  sayOutcomes(await replayAll(database, meant, { force, raw, done }), json, "replaying");
}

main().catch((thrown: unknown) => {
  const error = databaseRefusal(thrown) ?? thrown;
  console.error(error instanceof FreeholdError ? error.message : error);
  process.exitCode = 1;
});
