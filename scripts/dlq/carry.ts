import type { Logger } from "pino";
import type { Database } from "../../services/runtime/database";
import { Metrics } from "../../services/runtime/metrics";
import { OutboxRelay } from "../../services/runtime/relay";
import type { Settings } from "../../services/runtime/settings";
import type { Transport } from "../../services/runtime/transport";
import { EmbeddedTransport } from "../../services/runtime/transports/embedded";
import { KafkaTransport } from "../../services/runtime/transports/kafka";

/**
 * Carries what a command has written to the outbox: the relays of the services sleep until their own next write. With
 * Dapr only a service has a sidecar to publish through, so there it waits for that write.
 */
export async function carryOutbox(database: Database, settings: Settings, logger: Logger): Promise<void> {
  const transport = openTransport(settings, logger);
  if (!transport) {
    console.error(
      "The events are in the outbox: services carry them to Dapr with their next write, or at their start.",
    );
    return;
  }
  const relay = new OutboxRelay(database, transport, new Metrics(), logger);
  relay.wake();
  await relay.stop();
  await transport.close();
}

function openTransport({ transport, databaseDirectUrl, kafka }: Settings, logger: Logger): Transport | undefined {
  if (transport === "kafka") return new KafkaTransport(kafka, "freehold-dlq", logger);
  if (transport === "embedded" && databaseDirectUrl) return new EmbeddedTransport(databaseDirectUrl, logger, 1);
  return undefined;
}
