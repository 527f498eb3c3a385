import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { OperationError } from "./operation-error";

const root = path.join(__dirname, "../..");
const manifestSchema = z.object({ stacks: z.record(z.string(), z.unknown()) });

/**
 * Writes the stacks to cdktf.out. It runs the program of cdktf.json itself, which is quicker than CDKTF's command line, and
 * says nothing but what matters; standard output stays the caller's.
 *
 * @returns the names of the stacks
 * @throws {OperationError} when the configuration or a guard refuses: the program has said what and why
 */
export function synthesise(): string[] {
  for (const program of [["packages/provider-oci/build.mjs"], ["--import", "tsx", "main.ts"]]) {
    const stdio = ["inherit", process.stderr.fd, "inherit"] as const;
    const { status } = spawnSync(process.execPath, program, { cwd: root, stdio: [...stdio] });
    if (status !== 0)
      throw new OperationError("The stacks cannot be synthesised: the reason stands above", { exitCode: status ?? 1 });
  }
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(path.join(root, "cdktf.out", "manifest.json"), "utf8")),
  );
  return Object.keys(manifest.stacks);
}
