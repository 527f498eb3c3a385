import { spawnSync } from "node:child_process";
import path from "node:path";
import { inRounds, type Measurement } from "./measure";

const root = path.join(__dirname, "..");

/** Starts of each per round: a single one takes less time than other work on the machine adds to it. */
const starts = 20;

/** Milliseconds that Node takes with these arguments, from its start to its end. */
async function milliseconds(...args: string[]): Promise<number> {
  const began = performance.now();
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: "ignore" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} failed`, { cause: error });
  return performance.now() - began;
}

/** `freehold --help` from its bundle, in turns with an empty Node script. */
export async function benchCommandLine(rounds: number, progress: (line: string) => void): Promise<Measurement> {
  const help = () => milliseconds("scripts/freehold.js", "--help");
  // The first start makes the bundle if a source has changed.
  await help();
  progress(`${rounds * starts} starts of each`);
  const candidates = await inRounds(
    rounds * starts,
    [
      { name: "freehold --help", run: help },
      { name: "an empty Node script", run: () => milliseconds("--eval", "0") },
    ],
    () => {},
  );
  return {
    title: "Start of the command line",
    unit: "milliseconds",
    better: "lower",
    candidates,
    targets: [{ against: "an empty Node script", ratio: 2 }],
  };
}
