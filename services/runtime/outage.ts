import { types } from "node:util";

/**
 * SQLSTATE classes and codes that say nothing about the event: connection lost (08), out of resources (53), shutdown or
 * failover (57P), and conflicts with another transaction (40).
 * Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const sqlStates = /^(08|53|57P|40)/;
const socketCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);
/** node-postgres gives these errors no code. */
const connectionMessages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Thrown where nothing can be said of an event at this moment, and that is not the event's fault. */
export class GiveBack extends Error {
  override readonly name = "GiveBack";
}

/**
 * Whether the database was away or busy, so that the failure must not count against the event: however long an outage
 * lasts, no event of it becomes a dead letter.
 */
export function isOutage(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  if (error instanceof GiveBack) return true;
  if ("code" in error && typeof error.code === "string") {
    return sqlStates.test(error.code) || socketCodes.has(error.code);
  }
  return connectionMessages.test(error.message);
}
