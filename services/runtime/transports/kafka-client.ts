import {
  type Admin,
  ConfigResourceTypes,
  type Consumer,
  Kafka,
  logLevel,
  type Producer,
  type SASLOptions,
} from "kafkajs";
import type { Logger } from "pino";
import { FreeholdError } from "../errors";
import type { Settings } from "../settings";

/** What asks a broker for topics, settings and offsets. */
export type KafkaAdmin = Admin;

/** The kind of resource that a topic is, to the broker's settings. */
export const topicResource = ConfigResourceTypes.TOPIC;

/** kafkajs writes to our log, at its own levels. */
const levels = {
  [logLevel.ERROR]: "error",
  [logLevel.WARN]: "warn",
  [logLevel.INFO]: "debug",
  [logLevel.DEBUG]: "trace",
} as const;

/**
 * A client of the brokers of the settings; nothing is connected yet.
 * @throws FreeholdError SETTINGS_INVALID when the brokers or half of the credentials are missing.
 */
export function kafkaClient(settings: Settings["kafka"], clientId: string, logger: Logger): Kafka {
  if (!settings.brokers) throw new FreeholdError("SETTINGS_INVALID", "KAFKA_BROKERS is missing: set it to host:port.");
  return new Kafka({
    clientId,
    brokers: settings.brokers,
    ssl: settings.tls,
    sasl: saslOf(settings),
    logCreator:
      () =>
      ({ level, log }) => {
        const name = level === logLevel.NOTHING ? undefined : levels[level];
        if (name) logger[name]({ kafka: log }, log.message);
      },
  });
}

/** @throws FreeholdError BROKER_UNREACHABLE */
export async function connect(client: Producer | Consumer | Admin): Promise<void> {
  try {
    await client.connect();
  } catch (cause) {
    throw new FreeholdError("BROKER_UNREACHABLE", "No broker of KAFKA_BROKERS answers; check address, TLS and user.", {
      cause,
    });
  }
}

/**
 * Does `work` with an admin client and disconnects it.
 * @throws FreeholdError SETTINGS_INVALID, BROKER_UNREACHABLE
 */
export async function withKafkaAdmin<Result>(
  settings: Settings["kafka"],
  logger: Logger,
  work: (admin: KafkaAdmin) => Promise<Result>,
): Promise<Result> {
  const admin = kafkaClient(settings, "freehold-admin", logger).admin();
  await connect(admin);
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

function saslOf({ username, password, mechanism }: Settings["kafka"]): SASLOptions | undefined {
  if (!username && !password) return undefined;
  if (!username || !password) {
    throw new FreeholdError(
      "SETTINGS_INVALID",
      "KAFKA_USERNAME and KAFKA_PASSWORD go together: one of them is missing.",
    );
  }
  return { mechanism, username, password };
}
