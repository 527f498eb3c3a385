import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { serverDataVariable, useDatabase } from "../../../helpers/database";
import { runScript } from "../../../helpers/run-script";

const db = useDatabase();
const password = "the-wrong-password";
const keys = { JWT_SECRET: "a secret that is long enough for the test" };
let rules = "";
let before = "";

/** The server of the tests asks one of its users for a password. */
beforeAll(async () => {
  rules = path.join(z.string().parse(process.env[serverDataVariable]), "pg_hba.conf");
  before = readFileSync(rules, "utf8");
  writeFileSync(rules, `host all locked 127.0.0.1/32 scram-sha-256\n${before}`);
  await db.database.query("create role locked login password 'the-right-password'");
  await db.database.query("select pg_reload_conf()");
});
db.closeFirst(async () => {
  writeFileSync(rules, before);
  await db.database.query("drop role locked");
  await db.database.query("select pg_reload_conf()");
});

const wrongPassword = () => db.url.replace(/\/\/[^@]+@/, `//locked:${password}@`);
const noDatabase = () => db.url.replace(/[^/]+$/, "nowhere");

test.each([
  ["a service that only answers requests", "services/backend/main.ts", [], "DATABASE_URL"],
  ["a service that reads from the transport", "services/audit-consumer/main.ts", [], "DATABASE_URL"],
  ["the migration", "scripts/migrate.ts", [], "DATABASE_DIRECT_URL (or DATABASE_URL, where that is not set)"],
  ["npx freehold dlq", "scripts/dlq.ts", ["list"], "DATABASE_URL"],
  ["npx freehold cleanup", "scripts/clean-up.ts", [], "DATABASE_URL"],
])(
  "%s ends at a wrong password and at a database that there is not, says how to fix it, and tells no password",
  async (_what, file, args, variable) => {
    for (const [url, reason] of [
      [wrongPassword(), 'password authentication failed for user "locked"'],
      [noDatabase(), 'database "nowhere" does not exist'],
    ] as const) {
      const { code, stdout, stderr } = await runScript(file, args, { DATABASE_URL: url, PORT: "0", ...keys });
      const said = (stdout + stderr).replaceAll('\\"', '"');
      expect(said).toContain(
        `The database lets nobody in with ${variable}: ${reason}. Correct the user, the password or the name of the database in it.`,
      );
      expect(said).not.toContain(password);
      expect(code).toBe(1);
    }
  },
  300_000,
);
