import pg from "pg";

/**
 * Has a database answer on a connection of its own: those of a pool may all be dead. A pooler would take a connection
 * without a word of the database, so there is a statement, too.
 * @param signal gives up at once
 * @throws Error when there is no answer within `timeoutMs` for the connection, and again for the statement
 */
export async function probeDatabase(config: pg.ClientConfig, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs });
  client.on("error", () => {});
  const abort = () => client.connection.stream.destroy();
  signal.addEventListener("abort", abort);
  try {
    await client.connect();
    await client.query("select");
    void client.end();
  } catch (error) {
    abort();
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
