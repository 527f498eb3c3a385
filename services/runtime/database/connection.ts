import type pg from "pg";
import { DatabaseAway, isConnectionLoss } from "./outage";

/** Whether an error says that its connection may be dead. */
export const isLost = (error: unknown): boolean => error instanceof DatabaseAway || isConnectionLoss(error);

/** Has the statements of one turn of the event loop leave together: a write takes longer than most statements. */
export function inOneWrite({ connection: { stream } }: pg.PoolClient): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Ends a connection that may be dead, without waiting for a word of the server. */
export function discard(client: pg.PoolClient): void {
  client.connection.stream.destroy();
  client.release(true);
}
