import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { earlyStop } from "../../scripts/build/bundle-options";

const folder = mkdtempSync(path.join(tmpdir(), "freehold-early-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["a service that is told to stop while it loads ends well", "services/backend/main.js", 0],
  ["a job that is told to stop has not done its work", "scripts/migrate.js", 143],
])("%s", async (_title, file, code) => {
  const program = path.join(folder, file);
  mkdirSync(path.dirname(program), { recursive: true });
  writeFileSync(program, `${earlyStop} console.log("loading"); setTimeout(() => {}, 600_000);`);
  const child = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  // Not by the signal itself, which the kernel does not give to a PID 1 without a handler.
  expect(await once(child, "exit")).toEqual([code, null]);
});
