import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { cdktf } from "./cdktf";

/**
 * `npm run synth`: writes the six stacks to cdktf.out; needs no account. It runs the program of cdktf.json itself, which
 * is quicker than CDKTF's command line and says nothing but what matters; with arguments, that command line takes over.
 */
const root = path.join(__dirname, "..");
const args = process.argv.slice(2);

function synth(): number {
  for (const program of [["packages/provider-oci/build.mjs"], ["--import", "tsx", "main.ts"]]) {
    const { status } = spawnSync(process.execPath, program, { cwd: root, stdio: "inherit" });
    if (status !== 0) return status ?? 1;
  }
  const manifest = z
    .object({ stacks: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(path.join(root, "cdktf.out", "manifest.json"), "utf8")));
  console.log(`Wrote to cdktf.out, checked: ${Object.keys(manifest.stacks).join(", ")}`);
  return 0;
}

process.exitCode = args.length > 0 ? cdktf(["synth", ...args]) : synth();
if (process.exitCode === 0) console.log("Next: npm run deploy -- network");
