import { allServices } from "../services/all";
import { startHost } from "../services/runtime/host/host";
import { onStopSignal } from "../services/runtime/host/stop-signal";
import { readSettings } from "../services/runtime/settings/settings";
import { unlimitedOwnDisk } from "../services/runtime/settings/unlimited-own-disk";
import { createLogger } from "../services/runtime/telemetry/logger";

/** All services in one process, as `npm start` has them, but with keys to tell users apart. */
async function main(): Promise<void> {
  const settings = readSettings({ ...unlimitedOwnDisk, ...process.env });
  const logger = createLogger({ name: "platform", level: settings.logLevel });
  const host = await startHost({ services: allServices, settings, logger });
  onStopSignal(() => host.stop());
  logger.info({ url: host.url }, "The platform is ready");
}

void main();
