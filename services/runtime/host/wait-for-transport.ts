import type { Logger } from "pino";
import { Worker } from "../core/worker";
import { databaseRefusal } from "../database/database-refusal";
import type { Transport } from "../transports/transport";

/**
 * Waits until the transport can be reached: it may be later than this process, as may the database that it lives in, and to end
 * here would only have the process started again and again.
 * @param signal ends the waiting: what else the start needs has failed
 * @throws Error what the database of the transport said when it turned this service away, which waiting does not fix; or why the
 * waiting has ended
 */
export function waitForTransport(transport: Transport, logger: Logger, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker("first look at the transport", logger, async () => {
      try {
        await transport.ready();
      } catch (error) {
        if (!databaseRefusal(error)) throw error;
        return reject(error);
      }
      resolve();
    });
    const giveUp = () => {
      void worker.stop();
      reject(signal.reason);
    };
    signal.addEventListener("abort", giveUp);
    if (signal.aborted) giveUp();
    else worker.wake();
  });
}
