import { z } from "zod";
import { topics } from "../../services/contracts/topics";
import { asSetting, badSetting } from "../operations/as-setting";
import { knownCommand, parseOptions } from "../operations/command-line";
import { time } from "../operations/time";
import { isRawId } from "./raw";

export const usage = `Lists, counts, shows, replays and discards dead letters.

Usage:
  npx freehold dlq list [filters] [--json]
  npx freehold dlq groups [filters] [--json]
  npx freehold dlq show <id> [--json]
  npx freehold dlq replay <id… | filters> [--dry-run] [--force] [--json]
  npx freehold dlq discard <id… | filters> --reason TEXT [--dry-run] [--json]

The dead letters of consumers are in the database (DATABASE_URL). Those that the broker made itself are on the broker: that of
KAFKA_BROKERS, or with --redis HOST:PORT a Redis (its password in REDISCLI_AUTH). Their consumer is "(broker)".

Filters: --consumer NAME, --topic TOPIC, --type TYPE, --code CODE, --subject TASK, --error ERROR (as groups name it),
  --text TEXT (part of the reason), --since TIME, --until TIME (ISO 8601)
  --reason T  why they are discarded; it is kept with who did it
  --dry-run   say what would be done, and change nothing
  --force     replay also what is so old that other consumers may have forgotten the event
  --redis A   host:port of the Redis that is the broker
  --data F    where "npm start" keeps its database (default .freehold); DATABASE_URL goes first`;

const commands = ["list", "groups", "show", "replay", "discard"] as const;

const options = {
  consumer: { type: "string" },
  topic: { type: "string" },
  type: { type: "string" },
  code: { type: "string" },
  error: { type: "string" },
  text: { type: "string" },
  reason: { type: "string" },
  subject: { type: "string" },
  since: { type: "string" },
  until: { type: "string" },
  redis: { type: "string" },
  data: { type: "string", default: ".freehold" },
  "dry-run": { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

const filterSchema = z.object({
  consumer: z.string().optional(),
  topic: z.enum(topics, `must be one of ${topics.join(", ")}`).optional(),
  type: z.string().optional(),
  code: z.string().optional(),
  error: z.string().optional(),
  text: z.string().optional(),
  subject: z.string().optional(),
  since: time.optional(),
  until: time.optional(),
});

/** Which dead letters are meant; all conditions hold together. */
export type Filter = z.output<typeof filterSchema>;

export interface DlqOptions {
  /** Undefined shows the usage. */
  command: (typeof commands)[number] | undefined;
  ids: string[];
  filter: Filter;
  /** host:port */
  redis: string | undefined;
  data: string;
  dryRun: boolean;
  force: boolean;
  json: boolean;
  /** Why dead letters are discarded. */
  reason: string | undefined;
}

/** @throws FreeholdError SETTINGS_INVALID that names the option and what is wrong with it */
export function readOptions(args: string[]): DlqOptions {
  const { values, positionals } = asSetting(() => parseOptions(usage, args, options));
  const filter = filterSchema.safeParse(values);
  if (!filter.success) {
    const wrong = filter.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`);
    throw badSetting(wrong.join("\n"));
  }
  const [given, ...ids] = positionals;
  const command = values.help || given === undefined ? undefined : asSetting(() => knownCommand(given, commands));
  if (command === undefined)
    return {
      command,
      ids: [],
      filter: {},
      redis: undefined,
      data: values.data,
      dryRun: false,
      force: false,
      json: false,
      reason: undefined,
    };
  const bad = ids.find((id) => !isRawId(id) && !z.uuid().safeParse(id).success);
  if (bad) throw badSetting(`${bad} is not the id of a dead letter: list shows the ids.`);
  const { redis, data, force, json, reason } = values;
  if (command === "discard" && !reason?.trim()) {
    throw badSetting("Say why they are discarded: --reason TEXT.");
  }
  return {
    command,
    ids,
    filter: filter.data,
    redis,
    data,
    dryRun: values["dry-run"],
    force,
    json,
    reason: reason?.trim(),
  };
}

/** Whether a filter says anything: a replay of everything must be asked for by at least one condition. */
export const isEmpty = (filter: Filter): boolean => Object.values(filter).every((value) => value === undefined);
