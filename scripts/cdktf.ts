import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

const bin = join(dirname(require.resolve("cdktf-cli/package.json")), "bundle", "bin", "cdktf");

/**
 * Runs CDKTF's command line in the foreground, without its check for new versions.
 *
 * @returns its exit code
 */
export function cdktf(args: string[]): number {
  const env = { CHECKPOINT_DISABLE: "1", ...process.env };
  return spawnSync(process.execPath, [bin, ...args], { stdio: "inherit", env }).status ?? 1;
}
