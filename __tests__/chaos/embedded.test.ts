import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { until } from "../helpers/until";
import { chaos, clean, testTimeout } from "./run-chaos";

/** The one fault of the fast tests. embedded.real.test.ts has the others, and longer runs of this one. */
test(
  "a short run with kill -9: nothing lost, doubled or disordered",
  async () => {
    const printed = await chaos("kill", "--events=300", "--times=1", "--seed=7");
    expect(printed).toContain("1 × SIGKILL");
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
