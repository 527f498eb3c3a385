import pg from "pg";
import type { Logger } from "pino";
import { timeBudgets } from "../../contracts/time-budgets";
import { failpoint } from "../core/failpoint";
import { DatabaseSpans } from "../telemetry/database-spans";
import { Availability } from "./availability";
import { begin, type TransactionBounds } from "./begin";
import { discard, inOneWrite, isLost } from "./connection";
import { probeDatabase } from "./database-probe";
import { isOutage } from "./outage";
import { Queue } from "./queue";
import { prepared, type Statement, types } from "./statement";

/** What runs SQL: a transaction, or the pool outside of one. Table names are always qualified with the schema. */
export interface Sql {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
}

export interface QueuedSql extends Sql {
  /**
   * Sends a statement without waiting for its answer, in its order among the others. When it fails, the transaction does,
   * with the error of this statement.
   */
  enqueue(text: string, values: unknown[]): void;
}

export interface Transaction extends QueuedSql {
  /** @param onError told of the failure of this statement, before the transaction fails */
  enqueue(text: string, values: unknown[], onError?: (error: unknown) => void): void;
  /**
   * Has a statement sent with the commit, in the same round trip: for one whose answer is not needed. When it fails, the
   * transaction does.
   * @param values read when it is sent, so that a list among them can grow until then
   */
  atEnd(text: string, values: unknown[]): void;
  /**
   * Has the transport of the database, if there is one, take what is in the outbox, as the last thing before the commit.
   * @param write in the place of that: writes events to such a transport itself, or else to the outbox
   */
  publishAtEnd(write?: (isInDatabase: boolean) => Statement): void;
}

/** A transport that lives in the database itself, and so can take events in the very transaction that writes them. */
export interface InDatabaseTransport {
  /** Moves what is in the outbox to the transport. */
  statement: Statement;
  /** Told what that, or what wrote to it, answered, and how many seconds it took, once it is committed. */
  taken(rows: unknown[], seconds: number): void;
}

/**
 * Milliseconds of silence after which the kernel asks the other side whether it is there; Node then gives it ten times a
 * second to answer. This is how a connection that only listens is found dead without a statement.
 */
const keepAliveDelayMs = 30_000;

export interface DatabaseOptions {
  url: string;
  /** Connections opened at most. Default: 10. They are opened when needed and closed after 10 idle seconds. */
  poolMax?: number;
  /**
   * Milliseconds in which a connection, or a free one of the pool, must be available. A free database that sleeps takes up to
   * seconds to wake (https://neon.com/docs/connect/connection-latency). Default: 10 000.
   */
  connectionTimeoutMs?: number;
  /** Milliseconds that a statement may take; after that its connection is given up. Default: 60 000. */
  queryTimeoutMs?: number;
  /** For how long the server bears with a transaction, in place of its defaults. */
  bounds?: Partial<TransactionBounds>;
  logger: Logger;
  /** Told how long each statement took, in seconds. Default: no one is. */
  observe?: (seconds: number) => void;
  /** Default: none, and somebody has to relay what is in the outbox. */
  transport?: InDatabaseTransport;
  /** Milliseconds without an answer after which the database is probed, and that the probe may take. Default: 5 000. */
  suspectAfterMs?: number;
  /** Told that a commit had no answer: what it wrote may be there, and no consumer was woken for it. Default: no one is told. */
  onUnknownCommit?: () => void;
}

/**
 * A pool of connections with transactions. It starts no statement: an idle service sends no statement, so that a
 * database that sleeps when unused can sleep.
 */
export class Database implements Sql {
  readonly pool: pg.Pool;
  private readonly observe: (seconds: number) => void;
  private readonly transport: InDatabaseTransport | undefined;
  private readonly onUnknownCommit: () => void;
  private readonly connection: pg.ClientConfig;
  private readonly begin: string;
  private readonly availability: Availability;
  private readonly spans: DatabaseSpans;

  constructor(options: DatabaseOptions) {
    const { url, poolMax = 10, connectionTimeoutMs, queryTimeoutMs, logger, observe = () => {} } = options;
    const { transport, onUnknownCommit = () => {} } = options;
    this.spans = new DatabaseSpans(url);
    this.observe = observe;
    this.transport = transport;
    this.onUnknownCommit = onUnknownCommit;
    const statementMs = queryTimeoutMs ?? timeBudgets.statementMs;
    this.begin = begin({ statementMs, ...options.bounds });
    this.connection = {
      connectionString: url,
      types,
      connectionTimeoutMillis: connectionTimeoutMs ?? timeBudgets.databaseConnectMs,
      query_timeout: statementMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: keepAliveDelayMs,
    };
    // A pipeline: statements that do not wait for each other's answers go out together.
    this.pool = new pg.Pool({ ...this.connection, pipeline: true, max: poolMax });
    // Without listeners a connection that the server closes would end the process: idle ones report to the pool, those
    // in use to themselves, beside the statement that fails.
    this.pool.on("error", (error) => logger.warn({ err: error }, "An idle database connection was lost"));
    this.pool.on("connect", (client) => client.on("error", (error) => logger.debug({ err: error }, "Connection lost")));
    this.availability = new Availability({
      probe: (timeoutMs, signal) => probeDatabase(this.connection, timeoutMs, signal),
      onAway: () => this.dropIdle(),
      logger,
      suspectAfterMs: options.suspectAfterMs,
      probeTimeoutMs: options.suspectAfterMs,
    });
  }

  /** Whether the database is known not to answer. To ask sends no statement. */
  get isAway(): boolean {
    return this.availability.isAway;
  }

  async query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>> {
    const client = await this.connect();
    try {
      const result = await this.send<Row>(client, prepared(text, values));
      client.release();
      return result;
    } catch (error) {
      if (isOutage(error)) discard(client);
      else client.release();
      throw error;
    }
  }

  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.spans.transaction(() => this.runTransaction(work));
  }

  private async runTransaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const client = await this.connect();
    let ending = false;
    const queue = new Queue();
    try {
      // Its answer is not waited for: the server begins the transaction first thing, so that all of it is in there, and it is
      // aborted when the setting is refused.
      queue.add(this.send(client, { text: this.begin }));
      const ends: Statement[] = [];
      let publishing: Statement | undefined;
      const result = await work({
        query: (text, values) => this.send(client, prepared(text, values)),
        enqueue: (text, values, onError) => queue.add(this.send(client, prepared(text, values)), onError),
        atEnd: (text, values) => {
          ends.push({ text, values });
        },
        publishAtEnd: (write) => {
          publishing = write?.(this.transport !== undefined) ?? publishing ?? this.transport?.statement;
        },
      });
      ending = true;
      await this.end(client, ends, publishing);
      client.release();
      return result;
    } catch (thrown) {
      // What follows a failed statement fails with it, and says less.
      const error = await queue.failure(thrown);
      if (ending && isOutage(error)) this.onUnknownCommit();
      // A connection that can't even roll back is broken: the pool must not hand it out again. One that has been silent
      // for as long as a statement may take is not asked.
      if (!isLost(error) && (await succeeds(this.send(client, { text: "rollback" })))) client.release();
      else discard(client);
      throw error;
    }
  }

  /** Sends what was put off to the end and the commit behind it, without waiting in between. */
  private async end(client: pg.PoolClient, ends: Statement[], publishing: Statement | undefined): Promise<void> {
    const transport = publishing && this.transport;
    if (transport) failpoint("publish");
    const began = performance.now();
    const statements = [...ends, ...(publishing ? [publishing] : [])].map(({ text, values }) => prepared(text, values));
    const commit = () => Promise.all([...statements, { text: "commit" }].map((each) => this.send(client, each)));
    const answers = await (transport ? this.spans.send(commit) : commit());
    // A transaction in which a statement failed answers a commit with a rollback, and no error.
    if (answers.at(-1)?.command !== "COMMIT")
      throw new Error("The transaction was rolled back: a failed statement in it was ignored");
    if (!transport) return;
    failpoint("published");
    transport.taken(answers.at(-2)?.rows ?? [], (performance.now() - began) / 1_000);
  }

  /** A connection of its own, outside of the pool, for LISTEN and for locks that outlive a transaction. */
  newClient(): pg.Client {
    return new pg.Client(this.connection);
  }

  close(): Promise<void> {
    this.availability.close();
    return this.pool.end();
  }

  /** A connection of the pool. */
  connect(): Promise<pg.PoolClient> {
    return this.availability.watch(
      () => this.pool.connect(),
      (late) => late.release(),
    );
  }

  /** Idle connections may be dead: the next statement must not be the one to find out. */
  private dropIdle(): void {
    for (let left = this.pool.idleCount; left > 0; left -= 1) this.pool.connect().then(discard, () => {});
  }

  /** Every statement of ours goes through here. */
  private async send<Row extends pg.QueryResultRow>(
    client: pg.PoolClient,
    statement: pg.QueryConfig,
  ): Promise<pg.QueryResult<Row>> {
    failpoint("query");
    inOneWrite(client);
    const began = performance.now();
    const result = await this.availability.watch(() => client.query<Row>(statement));
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
