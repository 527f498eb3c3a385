import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { z } from "zod";
import { useDatabase } from "../../../helpers/database";
import { until } from "../../../helpers/until";

const root = path.join(__dirname, "../../../..");
const db = useDatabase();
let child: ChildProcess | undefined;
db.closeFirst(async () => child?.kill("SIGKILL"));

/** A service in a process of its own, with a route that fails behind its answer's back and one that never answers. */
const program = `
  const { defineService } = require("./services/contracts/service-definition.ts");
  const { runService } = require("./services/runtime/host/run.ts");
  runService({
    definition: defineService({ name: "notification", poolMax: 0, routes: ["/"], authenticates: true }),
    create: ({ http }) => {
      http.get("/careless", () => {
        Promise.reject(new Error("no code awaits me"));
        return { fine: true };
      });
      http.get("/hangs", () => new Promise(() => {}));
      return {};
    },
  });`;

const lineSchema = z.object({ level: z.number(), msg: z.string(), url: z.string().optional() }).loose();

function run(variables: NodeJS.ProcessEnv = {}) {
  const started = spawn(process.execPath, ["--import", "tsx", "-e", program], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: db.url, PORT: "0", ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  const exited = once(started, "exit");
  let output = "";
  started.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const lines = () =>
    output
      .split("\n")
      .slice(0, -1)
      .map((line) => lineSchema.parse(JSON.parse(line)));
  return {
    stop: () => started.kill("SIGTERM"),
    exitCode: async () => (await exited)[0],
    lines,
    logged: (message: string) =>
      until(`"${message}" is logged`, () => {
        if (started.exitCode !== null) throw new Error(`It ended: ${output}`);
        return lines().find(({ msg }) => msg === message);
      }),
  };
}

test("a failure that nothing waited for is logged, and ends neither the process nor its clean stop", async () => {
  const service = run();
  const { url } = await service.logged("notification is ready");
  for (let time = 0; time < 2; time += 1) expect((await fetch(`${url}/careless`)).status).toBe(200);
  expect(await service.logged("A failure that nothing waited for")).toMatchObject({
    level: 50,
    err: { message: "no code awaits me" },
  });
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  service.stop();
  expect(await service.exitCode()).toBe(0);
});

test("a second signal ends a stop that takes too long", async () => {
  const service = run();
  const { url } = await service.logged("notification is ready");
  const cutOff = expect(fetch(`${url}/hangs`)).rejects.toThrow();
  await until("the request is in hand", () => service.lines().some(({ msg }) => msg === "incoming request"));
  service.stop();
  await service.logged("notification stops");
  service.stop();
  expect(await service.exitCode()).toBe(1);
  await cutOff;
});

test("a service that can't start says why in one line of its log, and exits with 1", async () => {
  const service = run({ HOST: "0.0.0.0" });
  expect(await service.exitCode()).toBe(1);
  expect(service.lines()).toEqual([
    expect.objectContaining({
      level: 60,
      code: "KEYS_MISSING",
      msg: expect.stringContaining("notification can't start"),
    }),
  ]);
});
