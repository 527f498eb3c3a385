import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { user } from "./password";

/** Milliseconds for which a server may recover from a crash before it takes connections. */
const startTimeoutMs = 120_000;

/** Where the database of a data folder is, by the port that it listens on. */
export const urlOf = (port: number, password?: string): string =>
  `postgres://${user}${password === undefined ? "" : `:${password}`}@127.0.0.1:${port}/postgres`;

export interface ConnectOptions {
  timeoutMs?: number;
  /** Whether to give up. Default: never before the timeout. */
  isGone?: () => boolean;
}

/** Connects as soon as the server lets it: it may be recovering from a crash. */
export async function connect(
  url: string,
  { timeoutMs = startTimeoutMs, isGone = () => false }: ConnectOptions = {},
): Promise<pg.Client> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (performance.now() > deadline || /^(28|3D)/.test(code) || isGone()) throw error;
      await sleep(50);
    }
  }
}
