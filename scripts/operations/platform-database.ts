import { runningDatabaseUrl } from "../../services/local/running";
import { FreeholdError } from "../../services/runtime/core/errors";

/**
 * The database of a platform: that of DATABASE_URL, or of the one that `npm start` runs.
 * @param data where `npm start` keeps its database
 * @throws FreeholdError SETTINGS_INVALID
 */
export function platformDatabaseUrl(databaseUrl: string | undefined, data: string): string {
  const url = databaseUrl ?? runningDatabaseUrl(data);
  if (url) return url;
  throw new FreeholdError(
    "SETTINGS_INVALID",
    `No platform runs in ${data} and DATABASE_URL is not set: start one with "npm start", or set DATABASE_URL.`,
  );
}
