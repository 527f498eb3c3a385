import { createHash } from "node:crypto";
import pg from "pg";
import type { Logger } from "pino";
import { failpoint } from "./failpoint";

/** What runs SQL: a transaction, or the pool outside of one. Table names are always qualified with the schema. */
export interface Sql {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
}

const int8 = 20;

/** 64-bit integers here are positions and counts, far below 2^53, so they are read as numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === int8 && format !== "binary" ? Number : pg.types.getTypeParser(oid, format as "text"),
};

const names = new Map<string, string>();

/**
 * A statement with values is prepared once a connection, which saves the server its planning every time. So a statement
 * names its columns: `select *` fails on a connection that prepared it before a migration added one.
 */
function prepared(text: string, values?: unknown[]): pg.QueryConfig {
  if (!values) return { text };
  let name = names.get(text);
  if (!name) {
    name = createHash("sha1").update(text).digest("base64url");
    names.set(text, name);
  }
  return { name, text, values };
}

export interface DatabaseOptions {
  url: string;
  /** Connections opened at most. Default: 10. They are opened when needed and closed after 10 idle seconds. */
  poolMax?: number;
  logger: Logger;
  /** Told how long each statement took, in seconds. Default: nobody is. */
  observe?: (seconds: number) => void;
}

/**
 * A pool of connections with transactions. Nothing runs on it by itself: an idle service sends no statement, so that a
 * database that sleeps when unused can sleep.
 */
export class Database implements Sql {
  readonly pool: pg.Pool;
  private readonly observe: (seconds: number) => void;

  constructor({ url, poolMax = 10, logger, observe = () => {} }: DatabaseOptions) {
    this.observe = observe;
    this.pool = new pg.Pool({ connectionString: url, max: poolMax, types });
    // Without listeners a connection that the server closes would end the process: idle ones report to the pool, those
    // in use to themselves, beside the statement that fails.
    this.pool.on("error", (error) => logger.warn({ err: error }, "An idle database connection was lost"));
    this.pool.on("connect", (client) => client.on("error", (error) => logger.debug({ err: error }, "Connection lost")));
  }

  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>> {
    return this.send<Row>(this.pool, prepared(text, values));
  }

  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
  async transaction<Result>(work: (tx: Sql) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    try {
      await this.send(client, { text: "begin" });
      const result = await work({ query: (text, values) => this.send(client, prepared(text, values)) });
      // A transaction in which a statement failed answers a commit with a rollback, and no error.
      const { command } = await this.send(client, { text: "commit" });
      if (command !== "COMMIT")
        throw new Error("The transaction was rolled back: a failed statement in it was ignored");
      client.release();
      return result;
    } catch (error) {
      // A connection that can't even roll back is broken: the pool must not hand it out again.
      const broken = await client.query("rollback").then(
        () => false,
        () => true,
      );
      client.release(broken);
      throw error;
    }
  }

  /** A connection of its own, outside of the pool, for LISTEN and for locks that outlive a transaction. */
  newClient(): pg.Client {
    return new pg.Client({ connectionString: this.pool.options.connectionString, types });
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** Every statement of ours goes through here. */
  private async send<Row extends pg.QueryResultRow>(
    connection: pg.Pool | pg.PoolClient,
    statement: pg.QueryConfig,
  ): Promise<pg.QueryResult<Row>> {
    failpoint("query");
    const began = performance.now();
    const result = await connection.query<Row>(statement);
    this.observe((performance.now() - began) / 1_000);
    failpoint("queried");
    return result;
  }
}
