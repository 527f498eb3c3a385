import { allExpiries } from "../services/definitions";
import { Database } from "../services/runtime/database/database";
import { databaseRefusal } from "../services/runtime/database/database-refusal";
import { cleanUp } from "../services/runtime/database/retention";
import { readSettings } from "../services/runtime/settings/settings";
import { createLogger } from "../services/runtime/telemetry/logger";
import { commandLine } from "./operations/command-line";

const usage = `Deletes what is older than its retention (services/contracts/retention.ts) from the database of DATABASE_URL, and says
how many rows went. The cluster runs it weekly.

Usage: npx freehold cleanup`;

async function main(): Promise<void> {
  commandLine(usage, {});
  const { databaseUrl, retention, logLevel } = readSettings(process.env);
  if (!databaseUrl) throw new Error("DATABASE_URL is missing: set it to a postgres:// URL.");
  const logger = createLogger({ name: "clean-up", level: logLevel });
  const database = new Database({ url: databaseUrl, poolMax: 1, logger });
  try {
    logger.info({ removed: await cleanUp(database, retention, allExpiries) }, "Cleaned up");
  } finally {
    await database.close();
  }
}

main().catch((error: Error) => {
  console.error((databaseRefusal(error) ?? error).message);
  process.exitCode = 1;
});
