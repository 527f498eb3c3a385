import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { FreeholdError, messageOf } from "../runtime/core/errors";

/** What `npm start` makes in a data folder. */
export const databaseName = "postgres";
export const partialName = "postgres.partial";
export const logName = "postgres.log";
export const pushKeyName = "push-key.pem";
export const pageUrlName = "page-url";
const ourNames = [databaseName, partialName, logName, pushKeyName, pageUrlName];
/** The folder of this name is the project's own: other commands put their files there. */
const projectFolder = ".freehold";

/**
 * Makes the data folder, or checks one that is there. One with other things in it is refused, as is one whose database was
 * made by something else: nothing in it is changed or deleted.
 * @returns its path without symbolic links
 * @throws FreeholdError DATA_FOLDER_FOREIGN or DATABASE_START_FAILED
 */
export function openDataFolder(given: string): string {
  const folder = path.resolve(given);
  let real: string;
  try {
    // The mode goes for what is made here; a folder that is there stays as it is.
    makeFolder(folder);
    real = realpathSync(folder);
    if (!statSync(real).isDirectory()) throw new Error("it is a file, not a folder");
  } catch (cause) {
    throw new FreeholdError(
      "DATABASE_START_FAILED",
      `The database in ${folder} could not be made: ${messageOf(cause)}. Name a folder that you may write, with --data.`,
      { cause },
    );
  }
  refuseForeign(real);
  return real;
}

/** With its parents, one by one: Node's recursive way never comes back where a system like /proc refuses a folder. */
function makeFolder(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o755 });
}

function refuseForeign(folder: string): void {
  const refuse = (what: string) => {
    throw new FreeholdError(
      "DATA_FOLDER_FOREIGN",
      `${folder} ${what}, and nothing in it was changed. Name an empty or a new folder with --data.`,
    );
  };
  const data = path.join(folder, databaseName);
  const owner = lstatSync(data, { throwIfNoEntry: false })?.uid;
  const self = process.getuid?.();
  if (owner !== undefined && self !== undefined && self !== 0 && owner !== self)
    refuse(`holds the database of another account of this machine (uid ${owner})`);
  if (existsSync(path.join(data, "PG_VERSION")) && !isOurs(data))
    refuse('holds a database that "npm start" did not make');
  const others = readdirSync(folder).filter((name) => !ourNames.includes(name));
  const known = existsSync(path.join(data, "PG_VERSION")) || path.basename(folder) === projectFolder;
  if (others.length > 0 && !known) refuse(`is not empty (${others.slice(0, 3).join(", ")})`);
}

/** Postgres keeps the options of its last start. One that never started holds nothing. */
function isOurs(data: string): boolean {
  const file = path.join(data, "postmaster.opts");
  if (!existsSync(file)) return true;
  const options = readFileSync(file, "utf8");
  return options.includes("listen_addresses=127.0.0.1") && options.includes("unix_socket_directories=");
}

/** Deletes what `npm start` has made in a data folder, and nothing else. */
export function emptyDataFolder(folder: string): void {
  for (const name of ourNames) rmSync(path.join(folder, name), { recursive: true, force: true });
}
