import type { Logger } from "pino";
import { allServices } from "../all";
import { migrate } from "../migrations/migrate";
import type { FreeholdError } from "../runtime/core/errors";
import { environment } from "../runtime/definition";
import { assertAuthConfigured } from "../runtime/host/assert-auth-configured";
import { type RunningHost, startHost } from "../runtime/host/host";
import { localAuthentication } from "../runtime/http/auth";
import { readSettings } from "../runtime/settings/settings";
import { unlimitedOwnDisk } from "../runtime/settings/unlimited-own-disk";
import { emptyDataFolder, openDataFolder } from "./data-folder";
import { withChannels } from "./notification-channels";
import { notePageUrl } from "./page-url";
import { startPostgres } from "./postgres";
import { withPushKey } from "./push-key";
import { releaseFolder } from "./release-folder";
import { supervise } from "./supervise";

export interface PlatformOptions {
  port: string | undefined;
  data: string;
  reset: boolean;
  logger: Logger;
  /** Told what is being done, as it is done. */
  progress: (step: string) => void;
  /** Environment variables beside those of the process. Default: none. */
  environment?: Record<string, string>;
  /** Called with the URL of the database before the services start; what it throws ends the start. Default: nothing. */
  prepare?: (databaseUrl: string) => Promise<void>;
  /** Told when the database ended and could not be started again: the platform is of no use then. */
  databaseLost: (error: FreeholdError) => void;
}

/**
 * Starts the platform on this machine: Postgres, migrations, and all services in this process.
 * @throws FreeholdError with a message for the user; nothing stays running then.
 */
export async function startPlatform(options: PlatformOptions): Promise<RunningHost> {
  const { port, data, reset, logger, progress, databaseLost } = options;
  const { [environment.databaseUrl]: _, [environment.databaseDirectUrl]: __, ...rest } = process.env;
  const given = {
    ...unlimitedOwnDisk,
    ...rest,
    ...options.environment,
    [environment.transport]: "embedded",
    ...(port === undefined ? {} : { [environment.port]: port }),
  };
  // Before anything is started: what is wrong with the settings must not cost a database start.
  const settings = readSettings(given, {
    flags: port === undefined ? {} : { [environment.port]: "--port" },
    own: Object.fromEntries(allServices.map(({ definition }) => [definition.name, definition.settings])),
  });
  assertAuthConfigured(allServices, settings);

  if (reset) {
    progress(`Emptying ${data}`);
    // Never under a server that is at work.
    await releaseFolder(data);
    emptyDataFolder(openDataFolder(data));
  }
  progress("Starting Postgres");
  const server = await startPostgres(data);
  const postgres = supervise(server, { logger, gaveUp: databaseLost });
  try {
    progress("Migrating the database");
    await migrate(server.url, logger);
    await options.prepare?.(server.url);
    progress("Starting the services");
    const host = await startHost({
      services: allServices,
      settings: {
        ...settings,
        databaseUrl: server.url,
        databaseDirectUrl: server.url,
        variables: withPushKey(data, withChannels(settings.variables)),
      },
      logger,
      authenticate: localAuthentication,
    });
    notePageUrl(data, host.url.replace("127.0.0.1", "localhost"));
    return { ...host, stop: () => host.stop().finally(() => postgres.stop()) };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
