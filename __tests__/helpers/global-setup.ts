import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { pino } from "pino";
import { databaseName } from "../../services/local/data-folder";
import { startPostgres } from "../../services/local/postgres";
import { migrate } from "../../services/migrations/migrate";
import { synthesisedFolderVariable } from "../stacks/synthesised-folder";
import { serverDataVariable, serverUrlVariable, template } from "./database";

/**
 * Makes the provider bindings where `npm ci --ignore-scripts` did not, and starts one Postgres for all test files, with
 * a migrated template that each file gets a copy of. It also makes the folder through which they share synthesised stacks.
 */
export default async function globalSetup(): Promise<void> {
  execFileSync(process.execPath, [path.join(__dirname, "../../packages/provider-oci/build.mjs")], { stdio: "inherit" });
  const synthesised = mkdtempSync(path.join(tmpdir(), "freehold-synthesised-"));
  process.env[synthesisedFolderVariable] = synthesised;
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-test-"));
  const postgres = await startPostgres(folder);
  process.env[serverUrlVariable] = postgres.url;
  process.env[serverDataVariable] = path.join(folder, databaseName);
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  // This server never has to survive a crash of the machine; without waiting for the disk a database is dropped twice as fast.
  for (const setting of ["fsync", "full_page_writes"]) await admin.query(`alter system set ${setting} = off`);
  await admin.query("select pg_reload_conf()");
  // A user's own schema is on the path by default, and this one has the name of ours: a table whose name lacks the schema
  // would be found here, and nowhere else.
  await admin.query("alter role current_user set search_path = ''");
  await admin.query(`create database ${template}`);
  await admin.end();
  await migrate(postgres.url.replace(/postgres$/, template), pino({ level: "silent" }));
  Object.assign(globalThis, { stopTestPostgres: postgres.stop, testFolders: [folder, synthesised] });
}
