import { createServer } from "node:http";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import * as z from "zod";
import { environment as env } from "../contracts/environment";
import type { ExporterName } from "../contracts/exporters";
import { createLogger } from "./logger";
import { onStopSignal } from "./stop-signal";

const placeSchema = z.object({
  [env.host]: z.string().min(1).default("127.0.0.1"),
  [env.port]: z.coerce.number().int().min(0).max(65535).default(8080),
});

/**
 * Runs a program that shows Prometheus something, and answers the probes, until SIGTERM or SIGINT.
 * @param settings what it reads from the environment
 * @param metricsOf makes its metrics; a scrape has to answer at once
 */
export function runExporter<Settings extends z.ZodObject>(
  name: ExporterName,
  settings: Settings,
  metricsOf: (settings: z.output<Settings>, logger: Logger) => Registry,
): void {
  const logger = createLogger({ name, level: process.env[env.logLevel] ?? "info" });
  const place = placeSchema.safeParse(process.env);
  const own = settings.safeParse(process.env);
  if (place.success && own.success) {
    serve(name, place.data, metricsOf(own.data, logger), logger);
    return;
  }
  const issues = [place, own].flatMap(({ error }) => error?.issues ?? []);
  const wrong = issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  logger.fatal({ code: "SETTINGS_INVALID" }, `Wrong in the environment: ${wrong.join("; ")}`);
  process.exitCode = 1;
}

function serve(name: string, place: z.output<typeof placeSchema>, registry: Registry, logger: Logger): void {
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
  server.listen(place[env.port], place[env.host], () => {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    logger.info({ url: `http://${place[env.host]}:${port}` }, `${name} is ready`);
  });
  onStopSignal((signal) => {
    logger.info({ signal }, `${name} stops`);
    return new Promise((resolve) => server.close(() => resolve()));
  });
}
