import { messageOf } from "../runtime/core/errors";
import { runExporter } from "../runtime/host/exporter";
import { definition } from "./definition";
import { neonMetrics } from "./metrics";
import { readUsage } from "./usage";

runExporter(definition, (own, logger) =>
  neonMetrics(
    () => readUsage(own),
    (error) => logger.warn({ err: error }, `Neon was asked in vain: ${messageOf(error)}`),
  ),
);
