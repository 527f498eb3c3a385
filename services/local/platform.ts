import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import type { Logger } from "pino";
import { allServices } from "../all";
import { environment } from "../contracts/environment";
import { migrate } from "../migrations/migrate";
import { localAuthentication } from "../runtime/auth";
import { refuseOpenDoors } from "../runtime/doors";
import { FreeholdError } from "../runtime/errors";
import { type RunningHost, startHost } from "../runtime/host";
import { readSettings } from "../runtime/settings";
import { startPostgres } from "./postgres";

export interface PlatformOptions {
  port: string | undefined;
  data: string;
  reset: boolean;
  logger: Logger;
  /** Told what is being done, as it is done. */
  progress: (step: string) => void;
}

/**
 * Starts the platform on this machine: Postgres, migrations, and all services in this process.
 * @throws FreeholdError with a message for the user; nothing stays running then.
 */
export async function startPlatform({ port, data, reset, logger, progress }: PlatformOptions): Promise<RunningHost> {
  const { [environment.databaseUrl]: _, [environment.databaseDirectUrl]: __, ...rest } = process.env;
  const given = {
    ...rest,
    [environment.transport]: "embedded",
    ...(port === undefined ? {} : { [environment.port]: port }),
  };
  // Before anything is started: what is wrong with the settings must not cost a database start.
  const settings = readSettings(given);
  refuseOpenDoors(allServices, settings);

  if (reset) {
    progress(`Emptying ${data}`);
    await emptyData(data);
  }
  progress("Starting Postgres");
  const postgres = await startPostgres(data);
  try {
    progress("Migrating the database");
    await migrate(postgres.url, logger);
    progress("Starting the services");
    const host = await startHost({
      services: allServices,
      settings: { ...settings, databaseUrl: postgres.url, databaseDirectUrl: postgres.url },
      logger,
      authenticate: localAuthentication,
    });
    return { ...host, stop: () => host.stop().finally(() => postgres.stop()) };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Only what we put there is deleted, and never under a server that is at work. */
async function emptyData(data: string): Promise<void> {
  if (existsSync(path.join(data, "postgres"))) {
    const running = await startPostgres(data).catch((error: unknown) => {
      if (error instanceof FreeholdError && error.code === "DATA_FOLDER_IN_USE") throw error;
    });
    await running?.stop();
  }
  for (const name of ["postgres", "postgres.partial", "postgres.log"]) {
    rmSync(path.join(data, name), { recursive: true, force: true });
  }
}
