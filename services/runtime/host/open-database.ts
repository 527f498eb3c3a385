import type { Logger } from "pino";
import { FreeholdError } from "../core/errors";
import { Database } from "../database/database";
import type { Settings } from "../settings/settings";
import type { Metrics } from "../telemetry/metrics";
import type { Taken } from "../transports/event-log";
import { publishBatchSize, type Transport } from "../transports/transport";
import type { Service } from "./service";

/**
 * The pool that the services of a process share, as large as they declare; undefined when none of them needs one. The transport
 * takes events in its transactions, where it lives in the same database.
 * @param relay has what a commit left in the outbox carried to the transport
 * @param onUnknownCommit has everybody look who would have been woken after a commit, since one had no answer
 * @throws FreeholdError SETTINGS_INVALID: a service needs it, and no URL is set
 */
export function openDatabase(
  services: readonly Service[],
  { databaseUrl }: Settings,
  transport: Transport | undefined,
  metrics: Metrics,
  logger: Logger,
  { relay, onUnknownCommit }: { relay: () => void; onUnknownCommit: () => void },
): Database | undefined {
  const poolMax = services.reduce((sum, { definition }) => sum + definition.poolMax, 0);
  if (poolMax === 0) return undefined;
  if (!databaseUrl)
    throw new FreeholdError("SETTINGS_INVALID", "DATABASE_URL is missing: set it to a postgres:// URL.");
  const statement = transport?.takeFromOutbox;
  const database = new Database({
    url: databaseUrl,
    poolMax,
    ...{ logger, onUnknownCommit },
    observe: (seconds) => metrics.answered(seconds),
    transport: statement && {
      statement,
      taken: (rows, seconds) => {
        const moved = rows as Taken[];
        metrics.publishing.observe(seconds);
        for (const { topic, events } of moved) if (topic) metrics.relayed.inc({ topic }, events ?? 0);
        // A commit takes as many as a relay does in one go; there may be more. It takes none while others do.
        const all = moved.reduce((sum, { events }) => sum + (events ?? 0), 0);
        if (all >= publishBatchSize || moved.some(({ free }) => !free)) relay();
      },
    },
  });
  metrics.watchPool(database.pool);
  return database;
}
