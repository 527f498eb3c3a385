import { createHash } from "node:crypto";
import pg from "pg";
import type { Logger } from "pino";
import { failpoint } from "./failpoint";
import { isOutage, isSilence } from "./outage";

/** What runs SQL: a transaction, or the pool outside of one. Table names are always qualified with the schema. */
export interface Sql {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
}

/** A statement with its values. */
export interface Statement {
  text: string;
  values: unknown[];
}

export interface Transaction extends Sql {
  /**
   * Has a statement sent with the commit, in the same round trip: for one whose answer nobody needs. When it fails, the
   * transaction does.
   */
  atEnd(text: string, values: unknown[]): void;
  /** Has the bus of the database, if there is one, take what is in the outbox, as the last thing before the commit. */
  publishAtEnd(): void;
}

/** A bus that lives in the database itself, and so can take events in the very transaction that writes them. */
export interface BusInside {
  /** Move what is in the outbox to the bus; the last of them answers how many it moved of each topic. */
  statements: readonly Statement[];
  /** Told what was moved, and how many seconds it took, once it is committed. */
  taken(moved: { topic: string; events: number }[], seconds: number): void;
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

/**
 * Milliseconds in which a connection, or a free one of the pool, must be had. A free database that sleeps takes some
 * hundred milliseconds to seconds to wake (https://neon.com/docs/connect/connection-latency).
 */
const defaultConnectionTimeout = 10_000;
/**
 * Milliseconds that a statement may take. The longest that is right is one that waits for a lock behind a handler, which
 * Dapr gives up on after 60 seconds as well. Whoever has had no answer by then talks to nobody any more.
 */
const defaultQueryTimeout = 60_000;
/**
 * Milliseconds of silence after which the kernel asks the other side whether it is there; Node then gives it ten times a
 * second to answer. This is how a connection that only listens is found dead without a statement.
 */
const keepAliveDelay = 30_000;

/**
 * Milliseconds that a transaction may be silent before the server ends it. A service that vanishes without a word, as with
 * its machine, leaves its transaction open, and with it the locks on the tasks in hand and on the outbox, until TCP
 * notices: two hours by default. Longer than the longest silence that is right, in which 200 events go to a slow broker.
 */
const defaultIdleTransactionTimeout = 120_000;

export interface DatabaseOptions {
  url: string;
  /** Connections opened at most. Default: 10. They are opened when needed and closed after 10 idle seconds. */
  poolMax?: number;
  /** Milliseconds in which a connection, or a free one of the pool, must be had. Default: 10 000. */
  connectionTimeout?: number;
  /** Milliseconds that a statement may take; after that its connection is given up. Default: 60 000. */
  queryTimeout?: number;
  /** Milliseconds that a transaction may be silent before the server ends it. Default: 120 000. */
  idleTransactionTimeout?: number;
  logger: Logger;
  /** Told how long each statement took, in seconds. Default: nobody is. */
  observe?: (seconds: number) => void;
  /** Default: none, and somebody has to relay what is in the outbox. */
  bus?: BusInside;
  /** Told that a commit had no answer: what it wrote may be there, and nobody was woken for it. Default: nobody is told. */
  unsure?: () => void;
}

/**
 * A pool of connections with transactions. Nothing runs on it by itself: an idle service sends no statement, so that a
 * database that sleeps when unused can sleep.
 */
export class Database implements Sql {
  readonly pool: pg.Pool;
  private readonly observe: (seconds: number) => void;
  private readonly bus: BusInside | undefined;
  private readonly unsure: () => void;
  private readonly connection: pg.ClientConfig;
  private readonly begin: string;

  constructor(options: DatabaseOptions) {
    const { url, poolMax = 10, connectionTimeout, queryTimeout, logger, observe = () => {} } = options;
    const { idleTransactionTimeout = defaultIdleTransactionTimeout, bus, unsure = () => {} } = options;
    this.observe = observe;
    this.bus = bus;
    this.unsure = unsure;
    // One round trip. A pooler refuses the setting as a parameter of the connection, and forgets it after a transaction.
    this.begin = `begin; set local idle_in_transaction_session_timeout = ${idleTransactionTimeout}`;
    this.connection = {
      connectionString: url,
      types,
      connectionTimeoutMillis: connectionTimeout ?? defaultConnectionTimeout,
      query_timeout: queryTimeout ?? defaultQueryTimeout,
      keepAlive: true,
      keepAliveInitialDelayMillis: keepAliveDelay,
    };
    // A pipeline: statements that do not wait for each other's answers go out together.
    this.pool = new pg.Pool({ ...this.connection, pipeline: true, max: poolMax });
    // Without listeners a connection that the server closes would end the process: idle ones report to the pool, those
    // in use to themselves, beside the statement that fails.
    this.pool.on("error", (error) => logger.warn({ err: error }, "An idle database connection was lost"));
    this.pool.on("connect", (client) => client.on("error", (error) => logger.debug({ err: error }, "Connection lost")));
  }

  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>> {
    return this.send<Row>(this.pool, prepared(text, values));
  }

  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
  async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    let ending = false;
    try {
      await this.send(client, { text: this.begin });
      const ends: Statement[] = [];
      let publishes = false;
      const result = await work({
        query: (text, values) => this.send(client, prepared(text, values)),
        atEnd: (text, values) => {
          ends.push({ text, values });
        },
        publishAtEnd: () => {
          publishes = this.bus !== undefined;
        },
      });
      ending = true;
      await this.end(client, ends, publishes ? this.bus : undefined);
      client.release();
      return result;
    } catch (error) {
      if (ending && isOutage(error)) this.unsure();
      // A connection that can't even roll back is broken: the pool must not hand it out again. One that has been silent
      // for as long as a statement may take is not asked.
      const usable = !isSilence(error) && (await succeeds(client.query("rollback")));
      client.release(!usable);
      throw error;
    }
  }

  /** Sends what was put off to the end and the commit behind it, without waiting in between. */
  private async end(client: pg.PoolClient, ends: Statement[], bus: BusInside | undefined): Promise<void> {
    if (bus) failpoint("publish");
    const began = performance.now();
    const statements = [...ends, ...(bus?.statements ?? [])].map(({ text, values }) => prepared(text, values));
    const answers = await Promise.all([...statements, { text: "commit" }].map((each) => this.send(client, each)));
    // A transaction in which a statement failed answers a commit with a rollback, and no error.
    if (answers.at(-1)?.command !== "COMMIT")
      throw new Error("The transaction was rolled back: a failed statement in it was ignored");
    if (!bus) return;
    failpoint("published");
    bus.taken(answers.at(-2)?.rows as { topic: string; events: number }[], (performance.now() - began) / 1_000);
  }

  /** A connection of its own, outside of the pool, for LISTEN and for locks that outlive a transaction. */
  newClient(): pg.Client {
    return new pg.Client(this.connection);
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

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
