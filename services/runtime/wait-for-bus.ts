import type { Logger } from "pino";
import { databaseRefusal } from "./database-refusal";
import type { Transport } from "./transport";
import { Worker } from "./worker";

/**
 * Waits until the bus can be reached: it may be later than this process, as may the database that it lives in, and to end
 * here would only have the process started again and again.
 * @param signal ends the waiting: what else the start needs has failed
 * @throws Error what the database of the bus said when it turned this service away, which no waiting mends; or why the
 * waiting has ended
 */
export function waitForBus(transport: Transport, logger: Logger, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker("first look at the bus", logger, async () => {
      try {
        await transport.ready();
      } catch (error) {
        if (!databaseRefusal(error)) throw error;
        return reject(error);
      }
      resolve();
    });
    signal.addEventListener("abort", () => {
      void worker.stop();
      reject(signal.reason);
    });
    worker.wake();
  });
}
