import { types } from "node:util";

/**
 * SQLSTATE classes and codes that say nothing about the event: connection lost (08), out of resources (53), shutdown or
 * failover (57P), a transaction ended by the server for its silence (25P0), and conflicts with another one (40).
 * Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const sqlStates = /^(08|53|57P|25P0[34]|40)/;
const socketCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);
/** node-postgres gives these errors no code. */
const connectionMessages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired)/;

/** Thrown where nothing can be said of an event at this moment, and that is not the event's fault. */
export class GiveBack extends Error {
  override readonly name = "GiveBack";
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
  if (error instanceof GiveBack || isSilence(error)) return true;
  if ("code" in error && typeof error.code === "string") {
    return sqlStates.test(error.code) || socketCodes.has(error.code);
  }
  return connectionMessages.test(error.message);
}
