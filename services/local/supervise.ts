import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { FreeholdError, messageOf } from "../runtime/core/errors";
import type { EmbeddedPostgres } from "./postgres";

export interface SuperviseOptions {
  logger: Logger;
  /** Told once, when the database is given up. */
  gaveUp: (error: FreeholdError) => void;
  /** Times that a server may end within `windowMs` and be started again. */
  maxRestarts?: number;
  windowMs?: number;
}

/** Milliseconds for which a restart is tried: processes of the old server may hold its memory for a moment. */
const restartTimeoutMs = 20_000;
const retryMs = 250;

/**
 * Starts a database server again when it ends without having been told to, as after `kill -9`. What was acknowledged is in
 * its log and comes back. A server that ends time and again is given up.
 */
export function supervise(
  first: EmbeddedPostgres,
  { logger, gaveUp, maxRestarts = 3, windowMs = 600_000 }: SuperviseOptions,
): { stop(): Promise<void> } {
  let server = first;
  let stopping = false;
  const restarts: number[] = [];

  const restart = async (): Promise<boolean> => {
    const deadline = performance.now() + restartTimeoutMs;
    for (;;) {
      if (stopping) return false;
      try {
        server = await server.restart();
        return true;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        logger.debug({ err: error }, "Postgres did not start yet");
        await sleep(retryMs);
      }
    }
  };

  const watch = async (): Promise<void> => {
    for (;;) {
      const how = await Promise.race([server.ended, halted]);
      if (how === undefined || stopping) return;
      const now = performance.now();
      const recent = restarts.filter((time) => now - time < windowMs);
      if (recent.length >= maxRestarts)
        throw new FreeholdError(
          "DATABASE_LOST",
          `Postgres ${how}; it has ended ${recent.length + 1} times within ${windowMs / 60_000} minutes.`,
        );
      restarts.push(now);
      logger.warn(`Postgres ${how}: starting it again`);
      if (await restart()) logger.warn("Postgres runs again; no acknowledged change is lost");
    }
  };

  let halt = () => {};
  const halted = new Promise<undefined>((resolve) => {
    halt = () => resolve(undefined);
  });
  const watching = watch().catch((error: unknown) => {
    if (stopping) return;
    gaveUp(
      error instanceof FreeholdError && error.code === "DATABASE_LOST"
        ? error
        : new FreeholdError("DATABASE_LOST", `Postgres ended and could not be started again: ${messageOf(error)}`),
    );
  });
  return {
    stop: async () => {
      stopping = true;
      halt();
      await watching;
      await server.stop();
    },
  };
}
