import { searchEvents } from "../services/backend/events/search";
import { showEvent } from "../services/backend/events/show";
import type { EventSummary } from "../services/backend/events/summary";
import { FreeholdError } from "../services/runtime/core/errors";
import { Database } from "../services/runtime/database/database";
import { databaseRefusal } from "../services/runtime/database/database-refusal";
import { readSettings } from "../services/runtime/settings/settings";
import { createLogger } from "../services/runtime/telemetry/logger";
import { type EventsOptions, readOptions, usage } from "./events/options";
import { renderEvents, renderStory } from "./events/render";
import { platformDatabaseUrl } from "./operations/platform-database";

/** Events of a page; the API gives as many at most. */
const pageSize = 100;

/** `npx freehold events search | show`: the options are in events/options.ts. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.command === "help") return console.log(usage);
  const url = platformDatabaseUrl(readSettings(process.env).databaseUrl, options.data);
  const database = new Database({ url, poolMax: 1, logger: createLogger({ name: "events", level: "fatal" }) });
  try {
    await (options.command === "show" ? show(database, options) : search(database, options));
  } finally {
    await database.close();
  }
}

type Of<Command> = Extract<EventsOptions, { command: Command }>;

async function search(database: Database, { filter, limit, json }: Of<"search">): Promise<void> {
  const found: EventSummary[] = [];
  let after: string | undefined;
  let complete = true;
  do {
    const page = await searchEvents(database, filter, { limit: Math.min(pageSize, limit - found.length), after });
    found.push(...page.items);
    after = page.next ?? undefined;
    complete &&= !page.leftOut;
    if (after && found.length < limit && page.searchedTo) console.error(`Searched back to ${page.searchedTo}…`);
  } while (after !== undefined && found.length < limit);
  complete &&= after === undefined;
  if (json) return console.log(JSON.stringify({ events: found, complete }, null, 2));
  if (found.length > 0) console.log(renderEvents(found, { terminal: process.stdout.isTTY === true }));
  const count = `${found.length} ${found.length === 1 ? "event" : "events"}`;
  console.error(`${count}${complete ? "" : "; there may be more: raise --limit, or narrow the filters"}`);
}

async function show(database: Database, { id, json }: Of<"show">): Promise<void> {
  const story = await showEvent(database, id);
  if (!story) {
    throw new FreeholdError(
      "SETTINGS_INVALID",
      `No table has event ${id}: it may be past its retention, or a push to the page, which the broker alone has.`,
    );
  }
  if (json) return console.log(JSON.stringify(story, null, 2));
  console.log(renderStory(story, { terminal: process.stdout.isTTY === true }));
  for (const note of story.notKnown) console.error(`Not known: ${note}`);
}

main().catch((thrown: unknown) => {
  const error = databaseRefusal(thrown) ?? thrown;
  console.error(error instanceof FreeholdError ? error.message : error);
  process.exitCode = 1;
});
