import { allServices } from "../services/all";
import { startHost } from "../services/runtime/host";
import { createLogger } from "../services/runtime/logger";
import { readSettings } from "../services/runtime/settings";
import { onStopSignal } from "../services/runtime/stop-signal";

/** All services in one process, as `npm start` has them, but with keys to tell users apart. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const logger = createLogger({ name: "platform", level: settings.logLevel });
  const host = await startHost({ services: allServices, settings, logger });
  onStopSignal(() => host.stop());
  logger.info({ url: host.url }, "The platform is ready");
}

void main();
