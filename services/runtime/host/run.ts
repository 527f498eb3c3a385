import type { Logger } from "pino";
import { FreeholdError, messageOf } from "../core/errors";
import { environment } from "../definition";
import { readSettings } from "../settings/settings";
import { createLogger } from "../telemetry/logger";
import { type RunningHost, startHost } from "./host";
import type { Service } from "./service";
import { onStopSignal } from "./stop-signal";

/** Runs one service in this process until it is told to stop by SIGTERM or SIGINT. */
export async function runService(service: Service): Promise<void> {
  const { name } = service.definition;
  const level = process.env[environment.logLevel] ?? "info";
  const interruption = new AbortController();
  try {
    const settings = readSettings(process.env, { own: service.definition.settings });
    const logger = createLogger({ name, level: settings.logLevel });
    let starting: Promise<RunningHost> | undefined;
    // Before the start, which may wait long for the transport: a signal interrupts it, and that is no failure.
    onStopSignal(async (signal) => {
      logger.info({ signal }, `${name} stops`);
      interruption.abort(new Error(`Stopped by ${signal}`));
      const host = await starting?.catch(() => undefined);
      await host?.stop();
    });
    starting = startHost({ services: [service], settings, logger, signal: interruption.signal });
    const host = await starting;
    logger.info({ url: host.url, transport: settings.transport }, `${name} is ready`);
    surviveRejections(logger);
  } catch (error) {
    if (interruption.signal.aborted) return;
    const code = error instanceof FreeholdError ? error.code : undefined;
    createLogger({ name, level }).fatal({ err: error, code }, `${name} can't start: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}

/**
 * Logs a promise that was rejected and that no code awaited, where Node would end the process: one request must not
 * cut off all the others. What the request wrote is a transaction, and so whole or undone.
 */
export function surviveRejections(logger: Logger): void {
  process.on("unhandledRejection", (error) => logger.error({ err: error }, "A failure that nothing waited for"));
}
