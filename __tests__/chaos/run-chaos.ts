import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs `npm run chaos` with these arguments, ends it if it takes more than `seconds`, and returns what it printed. */
export async function chaos(seconds: number, ...args: string[]): Promise<string> {
  const root = path.join(__dirname, "../..");
  const { stdout } = await run(process.execPath, ["--import", "tsx", "chaos/main.ts", ...args], {
    cwd: root,
    timeout: seconds * 1_000,
  });
  return stdout;
}

export const clean = /\nlost 0, doubled 0, disordered 0\n$/;
