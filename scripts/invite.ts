import config from "../freehold.config";
import { addInvite } from "../services/backend/sign-in/invites";
import { pageUrlOf } from "../services/local/page-url";
import { FreeholdError } from "../services/runtime/core/errors";
import { Database } from "../services/runtime/database/database";
import { databaseRefusal } from "../services/runtime/database/database-refusal";
import { readSettings, type Settings } from "../services/runtime/settings/settings";
import { createLogger } from "../services/runtime/telemetry/logger";
import { readOptions, usage } from "./invite/options";
import { platformDatabaseUrl } from "./operations/platform-database";

/** `npx freehold invite NAME`: the options are in invite/options.ts. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) return console.log(usage);
  const { ownerId, operator, days, data, json } = options;
  const settings = readSettings(process.env);
  const page = pageUrl(settings, data);
  const url = platformDatabaseUrl(settings.databaseUrl, data);
  const database = new Database({ url, poolMax: 1, logger: createLogger({ name: "invite", level: "fatal" }) });
  try {
    const { token, expiresAt } = await addInvite(database, { ownerId, operator, days });
    // What follows # stays in the browser: no log on the way has it.
    const link = `${page}/invite#${token}`;
    if (json) return console.log(JSON.stringify({ name: ownerId, operator, link, expiresAt }, null, 2));
    console.log(link);
    console.error(`For ${ownerId}, once, until ${expiresAt.toISOString()}.`);
  } finally {
    await database.close();
  }
}

/** Where the person opens the link: of a platform elsewhere its domain, of one on this machine where it was started. */
function pageUrl({ publicUrl, databaseUrl, port }: Settings, data: string): string {
  if (publicUrl) return publicUrl;
  if (!databaseUrl) return pageUrlOf(data) ?? `http://localhost:${port}`;
  const { domain } = config.cluster;
  if (domain) return `https://${domain}`;
  throw new FreeholdError(
    "SETTINGS_INVALID",
    `Passkeys need a host name: set cluster.domain in freehold.config.ts, or PUBLIC_URL to where the page is.`,
  );
}

main().catch((thrown: unknown) => {
  const error = databaseRefusal(thrown) ?? thrown;
  console.error(error instanceof FreeholdError ? error.message : error);
  process.exitCode = 1;
});
