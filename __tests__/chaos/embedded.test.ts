import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { until } from "../helpers/until";
import { chaos, clean, testTimeout } from "./run-chaos";

/** Short forms of what `npm run chaos` does at length; each fails if its fault did not happen. */
test.each([
  ["kill", "--events=2000", "--times=3", "3 × SIGKILL"],
  ["sigterm", "--events=2000", "--times=2", "2 × SIGTERM, out within"],
  ["database-restart", "--events=2000", "--times=2", "2 restarts of the database"],
  ["database-cut", "--events=2000", "--times=2", "2 × cut"],
  ["database-half-open", "--events=2000", "--times=1", "1 × freeze"],
  ["poison", "--events=150", "--times=1", "of them poison"],
  ["duplicates", "--events=1000", "--times=1", "1000 events"],
  ["reorder", "--events=500", "--times=1", "500 events"],
  ["slow", "--events=500", "--times=1", "500 events"],
])(
  "%s: nothing lost, doubled or disordered",
  async (fault, events, times, happened) => {
    const printed = await chaos(fault, events, times, "--seed=7");
    expect(printed).toContain(happened);
    expect(printed).toMatch(clean);
  },
  testTimeout,
);

test(
  "the failpoints are also those around an effect that leaves the database",
  async () => {
    const printed = await chaos("failpoint", "--events=2000", "--times=1", "--seed=7");
    expect(printed).toContain("6 deaths at query, queried, deliver, delivered, publish, published");
    expect(printed).toMatch(/inbox: 22 deaths around 200 effects outside, [1-9]\d* of them between effect and commit/);
    expect(printed).toMatch(clean);
  },
  testTimeout,
);

test("a fault that there is not is refused with those that there are", async () => {
  await expect(chaos("earthquake")).rejects.toThrow('There is no fault "earthquake"');
});

test("told to stop, it takes away what it has set up", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "chaos-stopped-"));
  // As root, Postgres runs as a user of its own, who must come through here.
  chmodSync(folder, 0o755);
  const ours = () => readdirSync(folder).filter((name) => name.startsWith("freehold-"));
  const child = spawn(process.execPath, ["--import", "tsx", "chaos/main.ts", "reminders", "--events=100"], {
    cwd: path.join(__dirname, "../.."),
    env: { ...process.env, TMPDIR: folder },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      said += text;
    });
  }
  await until("the schedulers wait", () => said.includes("are due in a moment"));
  expect(ours()).toHaveLength(1);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([1, null]);
  expect(said).toContain("Stopped by SIGTERM");
  expect(ours()).toEqual([]);
  rmSync(folder, { recursive: true });
});
