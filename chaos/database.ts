import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { pino } from "pino";
import { startPostgres } from "../services/local/postgres";
import { migrate } from "../services/migrations/migrate";
import { startProxy, type TcpProxy } from "./proxy";
import { effectsTable } from "./workload";

/** A Postgres with a proxy before it, whose address stays the same when the server restarts. */
export interface ChaosDatabase {
  /** Through the proxy: for what is tested. */
  url: string;
  proxy: TcpProxy;
  /** Past the proxy, on a connection of its own: for the harness. */
  query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>;
  /** From now on the server logs every statement; the function that this returns counts them. */
  logStatements(): Promise<() => string[]>;
  /** Stops the server, which ends every connection, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** How the server logs what it was sent, plain or prepared. */
const statement = /LOG: {2}(statement|execute [^:]*): /;

const portOf = (url: string): number => Number(new URL(url).port);

export async function startDatabase(): Promise<ChaosDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-chaos-"));
  let server = await startPostgres(folder);
  await migrate(server.url, pino({ level: "silent" }));
  const proxy = await startProxy(portOf(server.url));
  const query = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: server.url });
    // A server that stops cuts it, and the query fails of that. Between two queries it has no listener.
    client.on("error", () => {});
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  };
  await query(effectsTable);
  const url = new URL(server.url);
  url.port = String(proxy.port);
  return {
    url: url.href,
    proxy,
    query,
    logStatements: async () => {
      await query("alter system set log_statement = 'all'");
      await query("select pg_reload_conf()");
      const file = path.join(folder, "postgres.log");
      return () =>
        readFileSync(file, "utf8")
          .split("\n")
          .filter((line) => statement.test(line));
    },
    restart: async () => {
      await server.stop();
      server = await startPostgres(folder);
      proxy.target = portOf(server.url);
    },
    stop: async () => {
      await proxy.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
