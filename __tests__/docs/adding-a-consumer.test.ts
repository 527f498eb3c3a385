import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EmbeddedTransport } from "../../services/runtime/transports/embedded";
import { silent, useDatabase } from "../helpers/database";
import { anEvent, aTask } from "../helpers/events";
import { until } from "../helpers/until";

const root = path.join(__dirname, "../..");
const page = readFileSync(path.join(root, "docs/tutorials/add-a-consumer.md"), "utf8");
/** The files of the page, by their path: each stands below the line that names it. */
const files = new Map(
  [...page.matchAll(/`(services\/[\w/.-]+\.ts)`[^\n]*:\n\n```ts\n([\s\S]*?)```/g)].map(([, file = "", code = ""]) => [
    file,
    code,
  ]),
);
const registration = files.get("services/registry.ts") ?? "";
const folder = [...files].filter(([file]) => file.startsWith("services/follow-up-consumer/"));
const [, setting = ""] = /## A setting[\s\S]*?```ts\n([\s\S]*?)```/.exec(page) ?? [];
const linesOf = (code: string) => code.trimEnd().split("\n").length;

/** A copy of the repository in which everything was done that the page says. */
const copy = mkdtempSync(path.join(tmpdir(), "freehold-consumer-"));
const db = useDatabase();
const sources = ["services", "stacks", "dapr-components", "dashboards", "scripts", "cloud-init", "charts"];
const single = ["main.ts", "freehold.config.ts", "pins.json", "package.json", "tsconfig.json", "cdktf.json"];

beforeAll(() => {
  const filter = (file: string) => path.basename(file) !== "node_modules";
  for (const name of [...sources, ...single]) {
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true, filter });
  }
  for (const name of ["node_modules", "packages"]) symlinkSync(path.join(root, name), path.join(copy, name));
  mkdirSync(path.join(copy, "services/follow-up-consumer"));
  for (const [file, code] of folder) writeFileSync(path.join(copy, file), code);
  appendFileSync(path.join(copy, "services/registry.ts"), registration);
});
afterAll(() => rmSync(copy, { recursive: true }));

function run(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

/** What the compiler says; the second time it looks again at nothing but what has changed. */
const compile = (): string =>
  run(path.join(root, "node_modules/typescript/bin/tsc"), "--incremental", "--tsBuildInfoFile", "compiled.json");

test("it is one folder of under 60 lines, and one line", () => {
  expect(folder.map(([file]) => path.basename(file))).toEqual([
    "definition.ts",
    "consumer.ts",
    "service.ts",
    "main.ts",
  ]);
  expect(folder.reduce((sum, [, code]) => sum + linesOf(code), 0)).toBeLessThan(60);
  expect(linesOf(registration)).toBe(1);
  expect(files.size).toBe(folder.length + 1);
});

test("it compiles", () => {
  expect(compile()).toBe("");
});

test("its process applies an event once, however often it comes, and stops", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "services/follow-up-consumer/main.ts"], {
    cwd: copy,
    env: { ...process.env, DATABASE_URL: db.url, PORT: "0" },
    stdio: "ignore",
  });
  const transport = new EmbeddedTransport(db.url, silent);
  const task = aTask({ tags: ["follow-up"], status: "completed", completedAt: "2026-03-02T08:00:00.000Z" });
  const event = anEvent("freehold.task.completed.v1", { before: task, task }, { subject: task.id });
  for (let time = 0; time < 3; time += 1) await transport.publish([{ topic: "task-events", key: task.id, event }]);
  await transport.close();
  const isDone = async () => {
    const { rows } = await db.database.query<{ position: number }>(
      "select position from freehold.bus_offsets where consumer = 'follow-up-consumer' and topic = 'task-events'",
    );
    return (rows[0]?.position ?? 0) >= 3;
  };
  await until("it has read all of them", isDone);
  const { rows } = await db.database.query("select title, due_at, actor from freehold.tasks");
  expect(rows).toEqual([
    { title: `How did it go: ${task.title}`, due_at: new Date("2026-03-09T08:00:00Z"), actor: "follow-up-consumer" },
  ]);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("the stacks with it pass every guard, and give it what its definition says", () => {
  run("--import", "tsx", "main.ts");
  const stack = (name: string) => readFileSync(path.join(copy, "cdktf.out/stacks", name, "cdk.tf.json"), "utf8");
  const { resource } = JSON.parse(stack("apps"));
  expect(Object.keys(resource.kubernetes_deployment_v1)).toContainEqual(expect.stringContaining("follow-up-consumer"));
  expect(stack("apps")).toContain("services/follow-up-consumer/main.js");
  expect(stack("platform")).toContain("follow-up-consumer=task-events");
  expect(run("--import", "tsx", "scripts/ledger.ts", "--json")).toContain("follow-up-consumer");
});

test("a setting is declared once: the configuration takes it, the pod gets it, and the reference lists it", () => {
  const definition = path.join(copy, "services/follow-up-consumer/definition.ts");
  const imports = 'import * as z from "zod";\nimport { Setting } from "../contracts/setting";\n';
  writeFileSync(definition, imports + readFileSync(definition, "utf8").replace("  poolMax: 3,\n", `$&${setting}`));
  writeFileSync(
    path.join(copy, "services/follow-up-consumer/own.ts"),
    `import type { Service } from "../runtime/host/service";
     import { definition } from "./definition";
     export const service: Service<typeof definition.settings> = {
       definition,
       create: ({ own }) => ({ start: () => console.log(own.waitDays * 24) }),
     };`,
  );
  expect(compile()).toBe("");
  const configure = (value: unknown) =>
    writeFileSync(
      path.join(copy, "freehold.config.ts"),
      `import { defineConfig } from "./stacks/config";
       export default defineConfig({
         apps: { services: { "follow-up-consumer": { environment: { FOLLOW_UP_WAIT_DAYS: ${value} } } } },
       });`,
    );
  const told = () => {
    run("--import", "tsx", "main.ts");
    return readFileSync(path.join(copy, "cdktf.out/stacks/apps/cdk.tf.json"), "utf8").match(
      /"name": "FOLLOW_UP_WAIT_DAYS",\s*"value": "\d+"/g,
    );
  };
  configure(undefined);
  expect(told()).toEqual([expect.stringContaining('"7"')]);
  configure(14);
  expect(told()).toEqual([expect.stringContaining('"14"')]);
  configure(0);
  expect(told).toThrow("FOLLOW_UP_WAIT_DAYS");
  configure(undefined);
  mkdirSync(path.join(copy, "docs/reference"), { recursive: true });
  run("--import", "tsx", "scripts/configuration-reference.ts");
  const reference = readFileSync(path.join(copy, "docs/reference/configuration.md"), "utf8");
  expect(reference).toContain(
    "- `FOLLOW_UP_WAIT_DAYS` (`7`): How long after its completion the question comes. 1–365 days.",
  );
});
