import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { pino } from "pino";
import { startPostgres } from "../services/local/postgres";
import { migrate } from "../services/migrations/migrate";

export const silent = pino({ level: "silent" });

/** Runs `work` on a migrated Postgres of its own, which is gone afterwards. */
export async function withPostgres<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-bench-"));
  const postgres = await startPostgres(folder);
  try {
    await migrate(postgres.url, silent);
    return await work(postgres.url);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `work` on a Postgres as above, and a pool of connections to it. */
export const withPool = <Result>(work: (url: string, pool: pg.Pool) => Promise<Result>): Promise<Result> =>
  withPostgres(async (url) => {
    const pool = new pg.Pool({ connectionString: url });
    try {
      return await work(url, pool);
    } finally {
      // Else its idle connections would fail when the server stops, and hide why the work failed.
      await pool.end();
    }
  });
