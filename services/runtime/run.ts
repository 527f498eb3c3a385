import type { Logger } from "pino";
import { environment } from "../contracts/environment";
import { FreeholdError, messageOf } from "./errors";
import { type RunningHost, startHost } from "./host";
import { createLogger } from "./logger";
import type { Service } from "./service";
import { readSettings } from "./settings";
import { onStopSignal } from "./stop-signal";

/** Runs one service in this process until it is told to stop by SIGTERM or SIGINT. */
export async function runService(service: Service): Promise<void> {
  const { name } = service.needs;
  const level = process.env[environment.logLevel] ?? "info";
  try {
    const settings = readSettings(process.env);
    const logger = createLogger({ name, level: settings.logLevel });
    let host: RunningHost | undefined;
    // From the first moment on, since a start may wait long for the bus. It is broken off, and leaves nothing behind.
    onStopSignal(async (signal) => {
      logger.info({ signal }, `${name} stops`);
      await host?.stop();
    });
    host = await startHost({ services: [service], settings, logger });
    logger.info({ url: host.url, transport: settings.transport }, `${name} is ready`);
    surviveRejections(logger);
  } catch (error) {
    const code = error instanceof FreeholdError ? error.code : undefined;
    createLogger({ name, level }).fatal({ err: error, code }, `${name} can't start: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}

/**
 * Logs a promise that was rejected and that nobody waited for, where Node would end the process: one request must not
 * cut off all the others. What the request wrote is a transaction, and so whole or undone.
 */
export function surviveRejections(logger: Logger): void {
  process.on("unhandledRejection", (error) => logger.error({ err: error }, "A failure that nothing waited for"));
}
