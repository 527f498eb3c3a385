import { type StdioOptions, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

const bin = join(dirname(require.resolve("cdktf-cli/package.json")), "bundle", "bin", "cdktf");

/**
 * Runs CDKTF's command line in the foreground, without its check for new versions.
 *
 * @param options `quiet` sends what it says to standard error, so that standard output is the caller's alone
 * @returns its exit code
 */
export function cdktf(args: string[], { quiet = false } = {}): number {
  const env = { CHECKPOINT_DISABLE: "1", ...process.env };
  const stdio: StdioOptions = ["inherit", quiet ? process.stderr.fd : "inherit", "inherit"];
  return spawnSync(process.execPath, [bin, ...args], { stdio, env }).status ?? 1;
}
