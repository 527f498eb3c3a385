import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { apiClient } from "../helpers/platform";
import { until } from "../helpers/until";

const root = path.join(__dirname, "../..");
const data = mkdtempSync(path.join(tmpdir(), "freehold-crash-"));
let running: ChildProcess | undefined;

afterAll(async () => {
  await end("SIGTERM");
  rmSync(data, { recursive: true, force: true });
});

/** `npm start` as a process of its own, on the one data folder. */
async function start(): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", "services/local/main.ts", "--data", data, "--port", "0"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running = child;
  let output = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  child.stderr.on("data", (text) => {
    output += text;
  });
  return until("the platform is ready", () => {
    if (child.exitCode !== null) throw new Error(`It ended: ${output}`);
    return /is ready.*?(http:\S+)/.exec(output)?.[1];
  });
}

async function end(signal: NodeJS.Signals): Promise<NodeJS.Signals | number | null> {
  const child = running;
  running = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return null;
  child.kill(signal);
  const [code, by] = await once(child, "exit");
  return by ?? code;
}

test("SIGKILL while events are in flight loses nothing and doubles nothing", async () => {
  const dueAt = "2025-11-01T13:00:00Z";
  const recurrence = { rrule: "FREQ=DAILY", timeZone: "America/New_York" };
  /** What the API has confirmed: this must survive. */
  const created = new Map<string, string>();

  // On a busy machine all work may be answered before the kill: that one has shown nothing, and does not count.
  let kills = 0;
  for (let round = 0; kills < 3 && round < 6; round += 1) {
    const api = apiClient(await start());
    let completed = 0;
    let ended: ReturnType<typeof end> | undefined;
    const work = Array.from({ length: 13 }, async (_, index) => {
      const title = `Task ${round}-${index}`;
      const { id } = await api.create({ title, dueAt, recurrence });
      created.set(title, id);
      await api.complete(id);
      completed += 1;
      // Killed in the moment when a few are confirmed, while others are between any two steps.
      if (completed === 3) ended = end("SIGKILL");
    });
    const results = await Promise.allSettled(work);
    expect(await ended).toBe("SIGKILL");
    if (results.some(({ status }) => status === "rejected")) kills += 1;
  }
  // Each of three hit work that was under way.
  expect(kills).toBe(3);

  const api = apiClient(await start());
  // What was cut off before its answer may have happened or not; done again, it has happened once.
  for (const id of created.values()) await api.complete(id);
  for (const [title, id] of created) {
    const all = await until(`"${title}" has its next occurrence`, async () => {
      const found = (await api.list(`search=${encodeURIComponent(title)}&limit=100`)).filter(
        (task) => task.title === title,
      );
      return found.length >= 2 ? found : undefined;
    });
    expect(all.filter(({ status }) => status === "open").map((task) => task.dueAt)).toEqual([
      "2025-11-02T14:00:00.000Z",
    ]);
    const history = await until(`the history of "${title}" is whole`, async () => {
      const entries = await api.history(id);
      return entries.length >= 2 ? entries : undefined;
    });
    expect(history.map(({ type }) => type)).toEqual(["freehold.task.created.v1", "freehold.task.completed.v1"]);
  }
  expect(await end("SIGTERM")).toBe(0);
}, 300_000);
