import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { pino } from "pino";
import { startPostgres } from "../../services/local/postgres";
import { migrate } from "../../services/migrations/migrate";
import { serverUrlVariable, template } from "./database";

/**
 * Makes the provider bindings where `npm ci --ignore-scripts` did not, and starts one Postgres for all test files, with
 * a migrated template that each file gets a copy of.
 */
export default async function globalSetup(): Promise<void> {
  execFileSync(process.execPath, [path.join(__dirname, "../../packages/provider-oci/build.mjs")], { stdio: "inherit" });
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-test-"));
  const postgres = await startPostgres(folder);
  process.env[serverUrlVariable] = postgres.url;
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  // A user's own schema is on the path by default, and this one has the name of ours: a table whose name lacks the schema
  // would be found here, and nowhere else.
  await admin.query("alter role current_user set search_path = ''");
  await admin.query(`create database ${template}`);
  await admin.end();
  await migrate(postgres.url.replace(/postgres$/, template), pino({ level: "silent" }));
  Object.assign(globalThis, { stopTestPostgres: postgres.stop, testPostgresFolder: folder });
}
