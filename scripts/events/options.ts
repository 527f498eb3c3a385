import { z } from "zod";
import { listEventsSchema } from "../../services/backend/event-schemas";
import type { EventFilter } from "../../services/backend/events/search";
import { asSetting, badSetting } from "../operations/as-setting";
import { knownCommand, parseOptions } from "../operations/command-line";
import { time } from "../operations/time";

export const usage = `Finds events, and follows one from its request to each consumer.

Usage:
  npx freehold events search [filters] [--limit N] [--json]
  npx freehold events show <id> [--json]

Filters: --id ID, --task ID, --type TYPE, --owner OWNER, --trace ID, --since TIME, --until TIME (ISO 8601)
  --limit N   events to find (default 50)
  --data F    where "npm start" keeps its database (default .freehold); DATABASE_URL goes first`;

const options = {
  id: { type: "string" },
  task: { type: "string" },
  type: { type: "string" },
  owner: { type: "string" },
  trace: { type: "string" },
  since: { type: "string" },
  until: { type: "string" },
  limit: { type: "string", default: "50" },
  data: { type: "string", default: ".freehold" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

const uuid = z.uuid("must be a UUID, as search shows them");
const valuesSchema = z.object({
  id: uuid.optional(),
  task: uuid.optional(),
  type: z.string().optional(),
  owner: z.string().optional(),
  trace: listEventsSchema.shape.trace,
  since: time.optional(),
  until: time.optional(),
  limit: z.coerce.number("must be a number").int("must be a whole number").min(1, "must be 1 or more"),
});

/** What the command was called with; `help` shows the usage. */
export type EventsOptions = { data: string; json: boolean } & (
  | { command: "help" }
  | { command: "show"; id: string }
  | { command: "search"; filter: EventFilter; limit: number }
);

/** @throws FreeholdError SETTINGS_INVALID that names the option and what is wrong with it */
export function readOptions(args: string[]): EventsOptions {
  const { values, positionals } = asSetting(() => parseOptions(usage, args, options));
  const { data, json } = values;
  const [given, id, ...more] = positionals;
  if (values.help || given === undefined) return { command: "help", data, json };
  const command = asSetting(() => knownCommand(given, ["search", "show"]));
  const [tooMany] = command === "show" ? more : [id, ...more];
  if (tooMany !== undefined) throw badSetting(`"${tooMany}" is not understood.\n\n${usage}`);
  if (command === "show") {
    if (id === undefined) throw badSetting("Name the event to show: npx freehold events show <id>.");
    if (!uuid.safeParse(id).success) throw badSetting(`${id} is not the id of an event: search shows the ids.`);
    return { command, id: id.toLowerCase(), data, json };
  }
  const read = valuesSchema.safeParse(values);
  if (!read.success) {
    throw badSetting(read.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("\n"));
  }
  const { task, trace, limit, ...filter } = read.data;
  return { command, filter: { ...filter, subject: task, traceId: trace }, limit, data, json };
}
