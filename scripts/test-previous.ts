import "./plain-errors";
import { newMigrations, previousRelease, testRelease } from "./migrations/previous-release";
import { commandLine } from "./operations/command-line";

/** Tests of a release that use the database: its services, without the page, the contracts and what runs on a machine. */
const tests = ["backend", "consumers", "runtime", "websocket"].map((name) => `__tests__/services/${name}/`);

const usage = `Runs the service tests of the release before this one on the schema of this one. Says so where there is no release,
or where nothing was migrated since.

Usage: npx freehold test:previous [COMMIT]

  COMMIT   the release, such as what is in service. Default: the last tag such as v1.2.0; without
           tags, the last commit with another version in package.json`;

async function main(): Promise<void> {
  const { positionals } = commandLine(usage, {}, 1);
  const release = await previousRelease(positionals[0]);
  if (!release) {
    console.log(
      "There is no release before this one (no tag such as v1.2.0, and one version in package.json): nothing is proven.",
    );
    return;
  }
  const name = `${release.ref} (${release.commit.slice(0, 12)})`;
  const migrations = await newMigrations(release, "services/migrations");
  if (migrations.length === 0) {
    console.log(`${name} has the same migrations: its tests have passed on this schema.`);
    return;
  }
  console.log(`Running the service tests of ${name} on ${migrations.join(", ")} …`);
  const { status } = await testRelease(release, "services/migrations", tests, true);
  console.log(`The service tests of ${name} ${status === 0 ? "pass" : "FAIL"} on the new schema.`);
  process.exitCode = status;
}

void main();
