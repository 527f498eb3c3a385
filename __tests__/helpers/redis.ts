import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort, isOpen } from "./ports";
import { until } from "./until";

/** A Redis of the test's own, on 127.0.0.1. */
export async function startRedis(program: string): Promise<{ host: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-redis-"));
  const port = await freePort();
  const child = spawn(
    program,
    ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--appendonly", "yes"],
    {
      stdio: "ignore",
    },
  );
  await until("Redis answers", () => isOpen(port));
  return {
    host: `127.0.0.1:${port}`,
    stop: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
