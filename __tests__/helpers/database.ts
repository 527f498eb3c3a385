import { randomBytes } from "node:crypto";
import pg from "pg";
import { pino } from "pino";
import { Database } from "../../services/runtime/database/database";
import { patienceMs } from "./patience";
import { until } from "./until";

export const serverUrlVariable = "FREEHOLD_TEST_DATABASE_URL";
/** The data directory of the server, which knows it as an open file where it runs as another account. */
export const serverDataVariable = "FREEHOLD_TEST_DATABASE_DATA";
export const template = "freehold_template";

export const silent = pino({ level: "silent" });

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Has `close` called before the database is dropped: jest runs afterAll hooks in the order of their definition. */
  closeFirst(close: () => Promise<unknown>): void;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const objectInUse = "55006";

/** PostgreSQL's own template: a database without tables. */
export const emptyTemplate = "template1";

/** A database of the test file's own, made before its first test and dropped after its last. Default: a migrated one. */
export function useDatabase(from = template): TestDatabase {
  const name = `test_${randomBytes(6).toString("hex")}`;
  let url = "";
  let database: Database | undefined;
  const closes: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    await asAdmin(`create database ${name} template ${from}`);
    url = serverUrl().replace(/postgres$/, name);
    database = new Database({ url, logger: silent, connectionTimeoutMs: patienceMs, suspectAfterMs: patienceMs });
  });
  afterAll(async () => {
    for (const close of closes) await close();
    await database?.close();
    // Fails, as it should, when a test left a connection open: one that was closed may take a while to end.
    await until("no connection is open", () => isDropped(name), 30);
  });
  return {
    closeFirst: (close) => closes.push(close),
    get url() {
      return url;
    },
    get database() {
      if (!database) throw new Error("The database exists from beforeAll on");
      return database;
    },
  };
}

function serverUrl(): string {
  const url = process.env[serverUrlVariable];
  if (!url) throw new Error(`${serverUrlVariable} is not set: is the global setup in the jest configuration?`);
  return url;
}

const isDropped = (name: string): Promise<boolean> =>
  asAdmin(`drop database ${name}`).then(
    () => true,
    (error: unknown) => {
      if (error instanceof pg.DatabaseError && error.code === objectInUse) return false;
      throw error;
    },
  );

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
