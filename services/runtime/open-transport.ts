import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { FreeholdError } from "./errors";
import type { Service } from "./service";
import type { Settings } from "./settings";
import type { Transport } from "./transport";

/**
 * Loads the one transport that is used: each of the others would cost start-up time and memory for nothing.
 * @throws FreeholdError SETTINGS_INVALID: the embedded bus without a database
 */
export function openTransport(
  services: readonly Service[],
  settings: Settings,
  http: FastifyInstance,
  logger: Logger,
): Transport {
  switch (settings.transport) {
    case "dapr": {
      const { DaprTransport } = require("./transports/dapr") as typeof import("./transports/dapr");
      return new DaprTransport(settings.dapr, http);
    }
    case "kafka": {
      const { KafkaTransport } = require("./transports/kafka") as typeof import("./transports/kafka");
      return new KafkaTransport(settings.kafka, services.map(({ needs }) => needs.name).join("+"), logger);
    }
    case "embedded": {
      const url = settings.databaseDirectUrl;
      if (!url)
        throw new FreeholdError("SETTINGS_INVALID", "The embedded bus needs DATABASE_URL: it lives in Postgres.");
      const { EmbeddedTransport } = require("./transports/embedded") as typeof import("./transports/embedded");
      const readers = services.reduce((sum, { needs }) => sum + needs.subscribes.length, 0);
      return new EmbeddedTransport(url, logger, readers);
    }
  }
}
