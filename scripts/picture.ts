import "./plain-errors";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../services/local/free-port";
import { commandLine } from "./operations/command-line";
import { OperationError } from "./operations/operation-error";
import { film } from "./picture/film";

const root = path.join(__dirname, "..");
const standard = "docs/images/freehold.webp";
const usage = `Films the demo in Chromium for the README: a task that is added, and its events at /ops.

Usage: npx freehold picture [--output FILE]

  --output FILE  where the animated WebP goes. Default: ${standard}`;

/** Milliseconds in which the demo starts, also on a busy machine. */
const startMs = 300_000;

async function main(): Promise<void> {
  const { output } = commandLine(usage, { output: { type: "string", default: path.join(root, standard) } }).values;
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-picture-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const args = ["services/local/start.js", "--demo", "--data", folder, "--port", new URL(url).port];
  const demo = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  try {
    await ready(demo, url);
    const picture = await film(url);
    writeFileSync(output, picture);
    console.log(`${path.relative(process.cwd(), output)}: ${Math.round(picture.length / 1_000)} kB`);
  } finally {
    if (demo.exitCode === null) {
      demo.kill();
      await once(demo, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ready(demo: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + startMs;
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    if (demo.exitCode !== null) throw new OperationError("The demo ended before it was ready: see above.");
    if (Date.now() > deadline) throw new OperationError(`The demo was not ready after ${startMs / 1_000} s.`);
    await pause(100);
  }
}

void main();
