import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { usesEvents } from "../../contracts/service-definition";
import { FreeholdError } from "../core/errors";
import type { Settings } from "../settings/settings";
import type { Transport } from "../transports/transport";
import type { Service } from "./service";

/**
 * Loads the one transport that is used: each of the others would cost start-up time and memory for nothing.
 * @returns undefined when none of the services publishes or subscribes: such a process needs no broker
 * @throws FreeholdError SETTINGS_INVALID: the embedded transport without a database
 */
export function openTransport(
  services: readonly Service[],
  settings: Settings,
  http: FastifyInstance,
  logger: Logger,
): Transport | undefined {
  if (!services.some(({ definition }) => usesEvents(definition))) return undefined;
  switch (settings.transport) {
    case "dapr": {
      const { DaprTransport } = require("../transports/dapr") as typeof import("../transports/dapr");
      return new DaprTransport(settings.dapr, http);
    }
    case "kafka": {
      const { KafkaTransport } = require("../transports/kafka") as typeof import("../transports/kafka");
      return new KafkaTransport(settings.kafka, services.map(({ definition }) => definition.name).join("+"), logger);
    }
    case "embedded": {
      const url = settings.databaseDirectUrl;
      if (!url)
        throw new FreeholdError("SETTINGS_INVALID", "The embedded transport needs DATABASE_URL: it lives in Postgres.");
      const { EmbeddedTransport } = require("../transports/embedded") as typeof import("../transports/embedded");
      const readers = services.reduce((sum, { definition }) => sum + definition.subscribes.length, 0);
      return new EmbeddedTransport(url, logger, readers);
    }
  }
}
