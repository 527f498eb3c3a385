import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { assembleApp } from "../../scripts/rehearse/images/assemble-app";
import { serviceNames } from "../../services/definitions";
import { exporterNames } from "../../services/exporters";
import { emptyTemplate, useDatabase } from "../helpers/database";
import { freePort } from "../helpers/ports";
import { until } from "../helpers/until";

const migrated = useDatabase();
const empty = useDatabase(emptyTemplate);
let app = "";
const running = new Set<ChildProcess>();
beforeAll(() => {
  app = assembleApp();
});
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(path.dirname(app), { recursive: true });
});

/** Runs a program as the image does: node, the argument, nothing else in the environment; not as root where it can. */
function run(program: string, environment: Record<string, string>) {
  const user = process.getuid?.() === 0 ? { uid: 65532, gid: 65532 } : {};
  const child = spawn(process.execPath, [program], {
    ...user,
    cwd: app,
    env: { NODE_ENV: "production", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const ended = once(child, "exit").then(([code]) => ({ code, output }));
  return { child, ended, output: () => output };
}

const secret = "0".repeat(32);

/** Pages that need files beside the bundle, and what is in them. */
const files: Record<string, [path: string, content: string][]> = {
  frontend: [["/", "<title>"]],
  backend: [
    ["/api/docs", "swagger-ui"],
    ["/api/docs/static/swagger-ui.css", ".swagger-ui"],
  ],
};

/** What a program can't start without, beside what all are told. */
const further: Record<string, Record<string, string>> = {
  "neon-exporter": { NEON_PROJECT_ID: "quiet-sea-12345678", NEON_API_KEY: secret, NEON_API_URL: "http://127.0.0.1:9" },
  "redis-exporter": { REDIS_ADDRESS: "127.0.0.1:9" },
};

test.each([...serviceNames, ...exporterNames])(
  "%s starts from the files of the image, answers, and stops when it is told to",
  async (name) => {
    const port = await freePort();
    const environment = {
      HOST: "127.0.0.1",
      PORT: String(port),
      DATABASE_URL: migrated.url,
      JWT_SECRET: secret,
      ...further[name],
    };
    const { child, ended, output } = run(`services/${name}/main.js`, environment);
    const get = (address: string) => fetch(`http://127.0.0.1:${port}${address}`);
    await until(`${name} is ready`, async () => {
      if (child.exitCode !== null) throw new Error(`${name} ended: ${output()}`);
      return get("/readyz").then(
        ({ ok }) => ok,
        () => false,
      );
    });
    expect(await (await get("/healthz")).json()).toEqual({ status: "alive" });
    for (const [address, content] of files[name] ?? []) expect(await (await get(address)).text()).toContain(content);

    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 0, output: expect.stringContaining(`${name} stops`) });
  },
);

describe("the jobs", () => {
  test("migrate makes the tables of a database that has none, and finds nothing to do after that", async () => {
    const environment = { DATABASE_DIRECT_URL: empty.url };
    expect(await run("scripts/migrate.js", environment).ended).toMatchObject({
      code: 0,
      output: expect.stringContaining("0001_initial"),
    });
    expect(await run("scripts/migrate.js", environment).ended).toEqual({ code: 0, output: "" });
  });

  test("clean-up runs to its end", async () => {
    const { code, output } = await run("scripts/clean-up.js", { DATABASE_URL: migrated.url }).ended;
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("Cleaned up") });
  });

  test("topics says what it lacks without a broker", async () => {
    const { code, output } = await run("scripts/topics.js", {}).ended;
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining("KAFKA_BROKERS") });
  });
});
