import type { Logger } from "pino";
import { environment } from "../contracts/environment";
import { FreeholdError, messageOf } from "./errors";
import { startHost } from "./host";
import { createLogger } from "./logger";
import type { Service } from "./service";
import { readSettings } from "./settings";

/** Milliseconds that a stop may take before the process ends anyway; below the grace period of its Deployment. */
const stopTimeout = 25_000;

/** Runs one service in this process until it is told to stop by SIGTERM or SIGINT. */
export async function runService(service: Service): Promise<void> {
  const { name } = service.needs;
  const level = process.env[environment.logLevel] ?? "info";
  try {
    const settings = readSettings(process.env);
    const logger = createLogger({ name, level: settings.logLevel });
    const host = await startHost({ services: [service], settings, logger });
    logger.info({ url: host.url, transport: settings.transport }, `${name} is ready`);
    surviveRejections(logger);
    onStopSignal(async (signal) => {
      logger.info({ signal }, `${name} stops`);
      await host.stop();
    });
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

/**
 * Calls `stop` at the first SIGTERM or SIGINT and exits when it is done. A second signal, or a stop that takes too long,
 * exits at once.
 */
export function onStopSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let stopping = false;
  const handle = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), stopTimeout).unref();
    stop(signal).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", handle);
  process.on("SIGINT", handle);
}
