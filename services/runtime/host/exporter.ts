import { createServer } from "node:http";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { ExporterDefinition } from "../../contracts/exporter-definition";
import type { DeclaredSettings, ValuesOf } from "../../contracts/setting";
import { FreeholdError, messageOf } from "../core/errors";
import { environment, runtimeSettings } from "../definition";
import { readDeclared } from "../settings/read-declared";
import { createLogger } from "../telemetry/logger";
import { onStopSignal } from "./stop-signal";

/** What of the runtime's settings an exporter has. */
const { host, port } = runtimeSettings;
const placeSettings = { host, port };
type Place = ValuesOf<typeof placeSettings>;
/** Read in one group beside the place, so that one error names all that is wrong. */
type Own<Settings extends DeclaredSettings> = ValuesOf<{ own: Settings }>["own"];

/**
 * Runs a program that shows Prometheus something, and answers the probes, until SIGTERM or SIGINT.
 * @param metricsOf makes its metrics; a scrape has to answer at once
 */
export function runExporter<Settings extends DeclaredSettings>(
  { name, settings }: ExporterDefinition<string, Settings>,
  metricsOf: (settings: Own<Settings>, logger: Logger) => Registry,
): void {
  const logger = createLogger({ name, level: process.env[environment.logLevel] ?? "info" });
  try {
    const { place, own } = readDeclared({ place: placeSettings, own: settings }, process.env);
    serve(name, place, metricsOf(own, logger), logger);
  } catch (error) {
    const code = error instanceof FreeholdError ? error.code : undefined;
    logger.fatal({ code }, messageOf(error));
    process.exitCode = 1;
  }
}

function serve(name: string, place: Place, registry: Registry, logger: Logger): void {
  const server = createServer((request, response) => {
    const answer = (contentType: string, body: string) => response.setHeader("content-type", contentType).end(body);
    switch (request.url) {
      case "/healthz":
        return answer("application/json", '{"status":"alive"}');
      case "/readyz":
        return answer("application/json", '{"status":"ready"}');
      case "/metrics":
        return void registry.metrics().then((text) => answer(registry.contentType, text));
      default:
        return response.writeHead(404).end();
    }
  });
  server.listen(place.port, place.host, () => {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    logger.info({ url: `http://${place.host}:${port}` }, `${name} is ready`);
  });
  onStopSignal((signal) => {
    logger.info({ signal }, `${name} stops`);
    return new Promise((resolve) => server.close(() => resolve()));
  });
}
