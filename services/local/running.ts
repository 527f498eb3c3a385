import path from "node:path";
import { urlOf } from "./connection";
import { databaseName } from "./data-folder";
import { readPassword } from "./password";
import { findPostmaster } from "./postmaster";

/**
 * The URL of the database that `npm start` runs in `folder`, or undefined when none does. Only the account that runs it,
 * and root, can read the password.
 */
export function runningDatabaseUrl(folder: string): string | undefined {
  const data = path.join(folder, databaseName);
  const server = findPostmaster(data);
  return server && urlOf(server.port, readPassword(data));
}
