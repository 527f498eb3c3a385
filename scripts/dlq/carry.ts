import type { Logger } from "pino";
import { type Redis, withRedis } from "../../services/redis-exporter/redis";
import { FreeholdError } from "../../services/runtime/core/errors";
import type { Database } from "../../services/runtime/database/database";
import { OutboxRelay } from "../../services/runtime/outbox/relay";
import type { Settings } from "../../services/runtime/settings/settings";
import { Metrics } from "../../services/runtime/telemetry/metrics";
import { keepingTrace } from "../../services/runtime/transports/dapr-parcels";
import { EmbeddedTransport } from "../../services/runtime/transports/embedded";
import { KafkaTransport } from "../../services/runtime/transports/kafka";
import type { Transport } from "../../services/runtime/transports/transport";

type Publisher = Pick<Transport, "publish">;

/**
 * Carries what a command has written to the outbox: the relays of the services sleep until their own next write. Past
 * sidecars, which only services have, it goes straight to their broker; where none is named, it waits for that write.
 * @param redis host:port of the Redis that is the broker
 * @throws FreeholdError BROKER_UNREACHABLE when something stays in the outbox
 */
export async function carryOutbox(
  database: Database,
  settings: Settings,
  redis: string | undefined,
  logger: Logger,
): Promise<void> {
  const carry = async (publisher: Publisher) => {
    const relay = new OutboxRelay(database, publisher, new Metrics(), logger);
    relay.wake();
    await relay.stop();
    const { rows } = await database.query("select from freehold.outbox limit 1");
    if (rows.length === 0) return;
    throw new FreeholdError(
      "BROKER_UNREACHABLE",
      "The broker did not take the events. They are kept in the outbox, and leave with the next write of a service.",
    );
  };
  if (redis) return withRedis(redis, (client) => carry(onRedis(client)));
  const transport = openTransport(settings, logger);
  if (!transport) {
    console.error(
      "The events are in the outbox: services carry them to Dapr with their next write, or at their start. Name the broker to carry them now: KAFKA_BROKERS, or --redis HOST:PORT.",
    );
    return;
  }
  try {
    await carry(transport);
  } finally {
    await transport.close();
  }
}

function openTransport({ transport, databaseDirectUrl, kafka }: Settings, logger: Logger): Transport | undefined {
  if (kafka.brokers) return new KafkaTransport(kafka, "freehold-dlq", logger);
  if (transport === "embedded" && databaseDirectUrl) return new EmbeddedTransport(databaseDirectUrl, logger, 1);
  return undefined;
}

/** As a sidecar puts a message into a stream. */
const onRedis = (redis: Redis): Publisher => ({
  publish: async (events) => {
    for (const { topic, event } of events) await redis.xAdd(topic, "*", { data: JSON.stringify(keepingTrace(event)) });
  },
});
