import { types } from "node:util";
import { RedeliverError } from "../core/errors";

/**
 * SQLSTATE classes and codes that say nothing about the event: connection lost (08), login refused (28, 3D), out of
 * resources (53), shutdown or failover (57P), a transaction ended by the server for its silence (25P0), and conflicts with
 * another one (40). A login is refused between a new password and the deployment that brings it.
 * Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const sqlStates = /^(08|28|3D|53|57P|25P0[34]|40)/;
const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EHOSTDOWN",
]);
/** node-postgres gives these errors no code. */
const connectionMessages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired)/;

/** Thrown instead of a wait for a database that is known not to answer. */
export class DatabaseAway extends Error {
  override readonly name = "DatabaseAway";

  constructor() {
    super("The database does not answer");
  }
}

/** SQLSTATEs of a server that is gone or not there yet: connection exceptions (08), and shut down, crashed, starting (57P). */
const lossStates = /^(08|57P0[1-3])/;
/** What a connection that failed or broke says, and not one that others have taken. */
const lossMessages =
  /^(Connection terminated|Client has encountered a connection error|timeout expired|Query read timeout)/;

/** Whether the connection to the database failed, so that others may fail as well. */
export function isConnectionLoss(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  if ("code" in error && typeof error.code === "string") {
    return lossStates.test(error.code) || socketCodes.has(error.code);
  }
  return lossMessages.test(error.message);
}

/** Whether a statement had no answer in the time that it may take. */
export const isSilence = (error: unknown): boolean =>
  types.isNativeError(error) && error.message === "Query read timeout";

/**
 * Whether the database was away or busy, so that the failure must not count against the event: however long an outage
 * lasts, no event of it becomes a dead letter.
 */
export function isOutage(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  if (error instanceof RedeliverError || error instanceof DatabaseAway || isSilence(error)) return true;
  if ("code" in error && typeof error.code === "string") {
    return sqlStates.test(error.code) || socketCodes.has(error.code);
  }
  return connectionMessages.test(error.message);
}
