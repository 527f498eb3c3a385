import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { previousRelease, testRelease } from "../../../scripts/migrations/previous-release";

const folder = mkdtempSync(path.join(tmpdir(), "freehold-migrations-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Takes what is committed here for the previous release, and adds one migration to its own. */
async function testWith(name: string, sql: string) {
  const current = path.join(folder, name);
  cpSync("services/migrations", current, { recursive: true });
  writeFileSync(path.join(current, `9999_${name}.sql`), `-- Up Migration\n${sql};\n`);
  const release = await previousRelease("HEAD");
  if (!release) throw new Error("There is no commit to take for a release");
  return testRelease(release, current, ["__tests__/services/backend/tasks.test.ts"], false);
}

test("a migration that expands leaves the release before it working", async () => {
  const run = await testWith("expand", "alter table freehold.tasks add column color text not null default 'blue'");
  expect(run).toMatchObject({ status: 0, migrations: ["9999_expand.sql"] });
  expect(run.errors).toMatch(/Tests: +[1-9]\d* passed/);
});

test("a migration that renames does not, and the tests of that release say so", async () => {
  const run = await testWith("rename", "alter table freehold.tasks rename column title to name");
  expect(run.status).not.toBe(0);
  expect(run.errors).toMatch(/Tests: +[1-9]\d* failed/);
});

test("a release that is not here is asked for", async () => {
  await expect(previousRelease("v0.0.0-none")).rejects.toThrow("There is no commit v0.0.0-none here: fetch it");
});
