import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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
