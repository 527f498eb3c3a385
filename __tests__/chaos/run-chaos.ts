import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Seconds that a fault may take on a machine that is slow and busy, and milliseconds for a test of one. */
const patience = 1_500;
export const testTimeout = (patience + 10) * 1_000;

/**
 * Runs `npm run chaos` with these arguments, ends it if it takes too long, and returns what it printed.
 * @throws Error with all that it printed when it failed, or took too long
 */
export const chaos = (...args: string[]): Promise<string> => chaosWithin(patience, ...args);

/**
 * The same within a number of seconds. How fast a service catches up is no matter here, where the machine may be busy with
 * other tests: `npm run chaos` holds to 30 s.
 */
export async function chaosWithin(seconds: number, ...args: string[]): Promise<string> {
  const root = path.join(__dirname, "../..");
  try {
    const { stdout } = await run(
      process.execPath,
      ["--import", "tsx", "chaos/main.ts", ...args, `--catch-up=${seconds}`],
      {
        cwd: root,
        timeout: seconds * 1_000,
      },
    );
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm run chaos -- ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

export const clean = /\nlost 0, doubled 0, disordered 0\n$/;
