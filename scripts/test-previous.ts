import "./plain-errors";
import { newMigrations, previousRelease, testRelease } from "./migrations/previous-release";

/** Tests of a release that use the database: its services, without the page, the contracts and what runs on a machine. */
const tests = ["backend", "consumers", "runtime", "websocket"].map((name) => `__tests__/services/${name}/`);

/**
 * `npm run test:previous [-- <ref>]`: runs the service tests of the release before this one on the schema of this one. The
 * release is the last tag such as v1.2.0, or the given commit, such as what is in service. Says so where there is none, or
 * where nothing was migrated since.
 */
async function main(): Promise<void> {
  const release = await previousRelease(process.argv[2]);
  if (!release) {
    console.log(
      "There is no release before this one (no tag such as v1.2.0): nothing is proven of its tests on this schema.",
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
