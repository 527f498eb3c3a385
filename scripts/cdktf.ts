import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import cli from "cdktf-cli/package.json";

/** CDKTF's command line. Its package names the file, so that cdktn-cli can take its place. */
export const cdktfProgram = join(dirname(require.resolve("cdktf-cli/package.json")), ...Object.values(cli.bin));

/**
 * Runs CDKTF's command line in the foreground, without its check for new versions.
 *
 * @returns its exit code
 */
export function cdktf(args: string[]): number {
  const env = { CHECKPOINT_DISABLE: "1", TF_INPUT: "0", ...process.env };
  return spawnSync(process.execPath, [cdktfProgram, ...args], { stdio: "inherit", env }).status ?? 1;
}
