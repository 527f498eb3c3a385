import { runner } from "node-pg-migrate";
import type { Logger } from "pino";
import { advisoryLocks } from "../contracts/advisory-locks";
import { FreeholdError, messageOf } from "../runtime/core/errors";
import { databaseRefusal } from "../runtime/database/database-refusal";

/** The database schema that holds every table of ours, the migrations' own included. */
const schema = "freehold";

/**
 * Brings the database to the newest schema; already applied migrations are left alone, and two callers at once wait for
 * each other. Needs the direct URL of the database, because the lock belongs to a session.
 * @throws FreeholdError DATABASE_REFUSED, or MIGRATION_FAILED with the cause; nothing of the failed migration stays.
 */
export async function migrate(databaseUrl: string, logger: Logger): Promise<void> {
  try {
    const applied = await runner({
      databaseUrl,
      dir: `${__dirname}/*.sql`,
      useGlob: true,
      direction: "up",
      migrationsTable: "migrations",
      migrationsSchema: schema,
      schema,
      createSchema: true,
      createMigrationsSchema: true,
      lockValue: advisoryLocks.migrations,
      advisoryLockMode: "wait",
      log: (message) => logger.debug(message),
    });
    for (const { name } of applied) logger.info({ migration: name }, "Migration applied");
  } catch (error) {
    const refusal = databaseRefusal(error, "DATABASE_DIRECT_URL (or DATABASE_URL, where that is not set)");
    if (refusal) throw refusal;
    throw new FreeholdError("MIGRATION_FAILED", `The database could not be migrated: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
