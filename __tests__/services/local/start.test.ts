import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { apiClient } from "../../helpers/platform";
import { runScript } from "../../helpers/run-script";
import { until } from "../../helpers/until";

const startFile = path.join(__dirname, "../../../services/local/start.js");
const folders: string[] = [];
const running = new Set<Program>();

afterEach(async () => {
  for (const program of running) {
    program.kill("SIGTERM");
    await program.exitCode;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-start-"));
  folders.push(folder);
  return folder;
}

type Program = ReturnType<typeof start>;

/** `npm start` as a process of its own, in a folder of its own. `first` is run in it before anything else. */
function start(args: string[], first = "") {
  const child = spawn(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(first)}`, startFile, ...args],
    { cwd: newFolder(), stdio: ["ignore", "pipe", "pipe"] },
  );
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (text) => {
      output[name] += text;
    });
  }
  const started = {
    output,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    exitCode: once(child, "close").then(([code]) => {
      running.delete(started);
      return code;
    }),
    says: (pattern: RegExp) =>
      until(`it says ${pattern}`, () => {
        if (child.exitCode !== null) throw new Error(`It ended: ${output.stdout}${output.stderr}`);
        return pattern.exec(output.stdout);
      }),
  };
  running.add(started);
  return started;
}

const startIn = (folder: string, ...args: string[]) => start(["--data", folder, "--port", "0", ...args]);
const clientOf = async (program: Program) => apiClient((await program.says(/is ready.*?(http:\S+)/))[1] ?? "");
/** Postgres removes the file when it ends. */
const hasServer = (folder: string) => existsSync(path.join(folder, "postgres", "postmaster.pid"));

test("the data survives a stop and a crash, which end the server, is one instance's at a time, and goes with --reset", async () => {
  const folder = newFolder();
  // What a first start that was cut off leaves behind.
  mkdirSync(path.join(folder, "postgres.partial"));
  writeFileSync(path.join(folder, "postgres.partial", "PG_VERSION"), "");

  const first = startIn(folder);
  const { id } = await (await clientOf(first)).create({ title: "Stay" });
  for (const args of [[], ["--reset"]]) {
    const second = startIn(folder, ...args);
    expect(await second.exitCode).toBe(1);
    expect(second.output.stderr).toMatch(/^DATA_FOLDER_IN_USE: .+ --data\.\n$/);
  }
  first.kill("SIGINT");
  expect(await first.exitCode).toBe(0);
  expect(first.output).toMatchObject({ stdout: expect.stringMatching(/\nStopped\.\n$/), stderr: "" });
  expect(hasServer(folder)).toBe(false);

  const again = startIn(folder);
  expect(await (await clientOf(again)).list()).toEqual([expect.objectContaining({ id })]);
  again.kill("SIGKILL");
  await until("its server has ended too", () => !hasServer(folder));

  const emptied = startIn(folder, "--reset");
  expect(await (await clientOf(emptied)).list()).toEqual([]);
  emptied.kill("SIGTERM");
  expect(await emptied.exitCode).toBe(0);
  expect(hasServer(folder)).toBe(false);
});

test("an invite leads to the port that it has", async () => {
  const folder = newFolder();
  const program = startIn(folder);
  const [, url] = await program.says(/is ready.*?(http:\S+)/);
  const { stdout } = await runScript("scripts/invite.ts", ["ann", "--data", folder], {});
  expect(stdout).toMatch(new RegExp(`^${url}/invite#fh_`));
  expect(url).not.toContain(":8080");
});

test("the task that it suggests is taken, and its reminder is due", async () => {
  const program = startIn(newFolder());
  const client = await clientOf(program);
  const [, suggested = ""] = await program.says(/-d '(.+?)'\n/);
  const { reminders } = await client.create(JSON.parse(suggested));
  expect(reminders).toHaveLength(1);
  expect(Date.parse(reminders[0]?.remindAt ?? "")).toBeLessThanOrEqual(Date.now());
});

test("a broken database is named, --reset starts empty, and Ctrl-C during the start leaves no server behind", async () => {
  const folder = newFolder();
  mkdirSync(path.join(folder, "postgres"));
  const broken = startIn(folder);
  expect(await broken.exitCode).toBe(1);
  expect(broken.output.stderr).toMatch(/^DATA_FOLDER_BROKEN: .+\/postgres is not a whole database; .+--reset.+\n$/);

  const anew = startIn(folder, "--reset");
  await anew.says(/Migrating the database/);
  expect(hasServer(folder)).toBe(true);
  anew.kill("SIGINT");
  expect(await anew.exitCode).toBe(0);
  expect(anew.output).toMatchObject({ stdout: expect.stringMatching(/\nStopped\.\n$/), stderr: "" });
  expect(hasServer(folder)).toBe(false);
});

test("kill -9 during the start leaves no server behind", async () => {
  const folder = newFolder();
  const program = startIn(folder);
  await until("the server begins", () => hasServer(folder));
  program.kill("SIGKILL");
  await program.exitCode;
  expect(program.output.stdout).not.toContain("is ready");
  await until("the server has ended", () => !hasServer(folder));
});

test("a taken port is named, and no server is left behind", async () => {
  const folder = newFolder();
  const other = createServer().unref().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? `${address?.port}` : "";
  const program = start(["--data", folder, "--port", port]);
  expect(await program.exitCode).toBe(1);
  expect(program.output.stderr).toBe(
    `PORT_TAKEN: Port ${port} is taken by another program; choose one with --port or PORT.\n`,
  );
  expect(hasServer(folder)).toBe(false);
  other.close();
});

const pretend = (version: string) =>
  `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;

test.each<[string, RegExp, string[], string]>([
  ["Node 18", /^NODE_TOO_OLD: Node 18\.20\.8 is too old: Freehold needs 20\.19 or newer\.\n$/, [], pretend("18.20.8")],
  ["Node 20.18", /^NODE_TOO_OLD: Node 20\.18\.3 is too old: .+\n$/, [], pretend("20.18.3")],
  ["an unknown option", /^SETTINGS_INVALID: Unknown option '--prot'.+\n$/, ["--prot"], ""],
  ["a port that is none", /^SETTINGS_INVALID: Wrong on the command line: --port: .+\n$/, ["--port", "http"], ""],
  [
    "a data folder that is a file",
    /^DATABASE_START_FAILED: .+start\.test\.ts could not.+\n$/,
    ["--data", __filename],
    "",
  ],
])("%s gets one clear line", async (_what, line, args, first) => {
  const program = start(args, first);
  expect(await program.exitCode).toBe(1);
  expect(program.output.stderr).toMatch(line);
});

test("a newer Node is not too old", async () => {
  const program = start(["--help"], pretend("24.0.0"));
  expect(await program.exitCode).toBe(0);
  expect(program.output).toMatchObject({ stdout: expect.stringContaining("Usage: npm start"), stderr: "" });
});
