import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inRounds, type Measurement } from "./measure";

const root = path.join(__dirname, "..");

/** Seconds that `cdktf synth` takes, for the app of cdktf.json or another one that is started as it is. */
function seconds(outdir: string, file?: string): number {
  const began = performance.now();
  const app = file ? ["--app", `node scripts/app.mjs "${file}"`] : [];
  const { status, stdout, stderr } = spawnSync("npx", ["cdktf", "synth", "--output", outdir, ...app], {
    cwd: root,
    env: { ...process.env, CI: "true", CHECKPOINT_DISABLE: "1" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`cdktf synth failed: ${stdout}${stderr}`);
  return (performance.now() - began) / 1_000;
}

/** Synth of the six stacks, beside an app with six empty ones. */
export async function benchSynth(rounds: number, progress: (line: string) => void): Promise<Measurement> {
  const parent = path.join(root, ".freehold");
  mkdirSync(parent, { recursive: true });
  // Within the project, so that the empty app finds the same packages.
  const folder = mkdtempSync(path.join(parent, "bench-"));
  const empty = path.join(folder, "empty.ts");
  writeFileSync(
    empty,
    `import { App, TerraformStack } from "cdktf";
const app = new App();
for (let n = 0; n < 6; n += 1) new TerraformStack(app, \`empty-\${n}\`);
app.synth();
`,
  );
  try {
    const candidates = await inRounds(
      rounds,
      [
        {
          name: "Freehold",
          run: async () => seconds(path.join(folder, "ours")),
        },
        { name: "an empty CDKTF app", run: async () => seconds(path.join(folder, "empty"), empty) },
      ],
      progress,
    );
    return {
      title: "cdktf synth of all stacks",
      unit: "seconds",
      better: "lower",
      candidates,
      targets: [{ against: "an empty CDKTF app", ratio: 1.3 }],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
