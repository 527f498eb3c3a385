import { types } from "node:util";
import { FreeholdError, messageOf } from "../core/errors";
import type { Database } from "./database";

/**
 * SQLSTATEs by which a server turns a connection away permanently: invalid authorization (class 28) and a database that there
 * is not (3D000). Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const refused = /^(28|3D)/;

/**
 * What a failure to connect means that waiting does not fix, in the words of the operator who can.
 * @param variables the environment variables that the URL may come from
 * @returns FreeholdError DATABASE_REFUSED, which never tells the password; undefined for any other failure
 */
export function databaseRefusal(error: unknown, variables = "DATABASE_URL"): FreeholdError | undefined {
  if (!types.isNativeError(error) || !("code" in error) || !refused.test(String(error.code))) return undefined;
  return new FreeholdError(
    "DATABASE_REFUSED",
    `The database lets nobody in with ${variables}: ${messageOf(error)}. Correct the user, the password or the name of the database in it.`,
    { cause: error },
  );
}

/**
 * Opens the pool's first connection, which the relay uses next. A database that is away is waited for by the parts that need it;
 * one that turns this service away will do so the next time as well.
 * @throws FreeholdError DATABASE_REFUSED
 */
export async function verifyLogin(database: Database): Promise<void> {
  try {
    (await database.connect()).release();
  } catch (error) {
    const refusal = databaseRefusal(error);
    if (refusal) throw refusal;
  }
}
