import { migrate } from "../services/migrations/migrate";
import { readSettings } from "../services/runtime/settings/settings";
import { createLogger } from "../services/runtime/telemetry/logger";

/** Brings the database of DATABASE_DIRECT_URL to the newest schema; fails with what is wrong. */
async function main(): Promise<void> {
  const { databaseDirectUrl, logLevel } = readSettings(process.env);
  if (!databaseDirectUrl) throw new Error("DATABASE_DIRECT_URL is missing: set it to a postgres:// URL.");
  await migrate(databaseDirectUrl, createLogger({ name: "migrate", level: logLevel }));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
