import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { OperationError } from "../operations/operation-error";
import { type ProgramResult, runProgram } from "../operations/program";

const folder = path.join("services", "migrations");

/** A commit that is, or was, in service. */
export interface Release {
  /** A tag, a branch or a commit, as it was asked for. */
  readonly ref: string;
  readonly commit: string;
}

/** A release's own tests, run on newer migrations. */
export interface PreviousRun extends ProgramResult {
  /** Migrations that the release did not have, or had otherwise. */
  readonly migrations: string[];
}

/**
 * The release by a ref, or the one before this commit: the last tag such as v1.2.0, or without tags the last commit with
 * another version in package.json. None before the first, and none in a clone without history.
 */
export async function previousRelease(ref?: string): Promise<Release | undefined> {
  const tag = ref ?? (await lastTag()) ?? (await versionBefore());
  if (!tag) return undefined;
  const { status, output } = await git("rev-parse", "--verify", "--quiet", `${tag}^{commit}`);
  if (status !== 0) throw new OperationError(`There is no commit ${tag} here: fetch it, or name another`);
  return { ref: tag, commit: output.trim() };
}

async function lastTag(): Promise<string | undefined> {
  const { status, output } = await git("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "HEAD^");
  return status === 0 ? output.trim() : undefined;
}

async function versionBefore(): Promise<string | undefined> {
  const changed = await git("log", "--max-count=1", "--format=%H", "-G", '^  "version":', "--", "package.json");
  const before = `${changed.output.trim()}^`;
  const { status } = await git("cat-file", "-e", `${before}:package.json`);
  return status === 0 ? before : undefined;
}

/** The migrations in `current` that a release does not have as they are there. */
export async function newMigrations({ commit }: Release, current: string): Promise<string[]> {
  const names = readdirSync(current).filter((file) => file.endsWith(".sql"));
  const found: string[] = [];
  for (const name of names) {
    const { output } = await git("show", `${commit}:${folder}/${name}`);
    if (output !== readFileSync(path.join(current, name), "utf8")) found.push(name);
  }
  return found;
}

/**
 * Runs tests of a release, in a checkout of its own, on a database with the migrations in `current`: services of the release
 * go on while a newer one migrates, and after it has been taken back.
 *
 * @param tests what jest is to run, as paths in the checkout
 * @param show whether jest's output is shown while it runs
 */
export async function testRelease(
  release: Release,
  current: string,
  tests: readonly string[],
  show: boolean,
): Promise<PreviousRun> {
  const migrations = await newMigrations(release, current);
  return withCheckout(release, async (checkout) => {
    const target = path.join(checkout, folder);
    for (const name of readdirSync(target)) if (name.endsWith(".sql")) rmSync(path.join(target, name));
    cpSync(current, target, { recursive: true, filter: (file) => file === current || file.endsWith(".sql") });
    const jest = ["test", "--", "--maxWorkers=1", ...tests];
    return { ...(await runProgram("npm", jest, { cwd: checkout, input: "", show })), migrations };
  });
}

/** Lends a checkout of a release, with its packages, in a temporary folder. */
export async function withCheckout<Result>(
  release: Release,
  work: (checkout: string) => Promise<Result>,
): Promise<Result> {
  const checkout = mkdtempSync(path.join(tmpdir(), "freehold-previous-"));
  // As root, the tests' database runs as nobody, who must be able to enter.
  chmodSync(checkout, 0o755);
  try {
    await must("git", ["worktree", "add", "--quiet", "--detach", "--force", checkout, release.commit]);
    await installPackages(release, checkout);
    return await work(checkout);
  } finally {
    await git("worktree", "remove", "--force", checkout);
  }
}

/** Those of this checkout, where the release had the same. */
async function installPackages({ commit }: Release, checkout: string): Promise<void> {
  const { output } = await git("show", `${commit}:package-lock.json`);
  if (output === readFileSync("package-lock.json", "utf8")) {
    for (const packages of ["node_modules", "services/frontend/web/node_modules"]) {
      symlinkSync(path.resolve(packages), path.join(checkout, packages));
    }
  } else {
    await must("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"], checkout);
  }
}

const git = (...args: string[]): Promise<ProgramResult> => runProgram("git", args, { input: "" });

async function must(name: string, args: string[], cwd?: string): Promise<void> {
  const { status, errors } = await runProgram(name, args, { input: "", cwd });
  if (status !== 0) throw new OperationError(`${name} ${args.join(" ")} failed: ${errors}`);
}
