import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort, isOpen } from "./ports";
import { until } from "./until";

export interface RunningRedis {
  /** host:port */
  host: string;
  /** Runs redis-cli, and answers what it prints. */
  cli(...args: string[]): string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again, at the same port with the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A Redis of the test's own, on 127.0.0.1.
 * @param args its arguments, given the folder of its data. Default: the log is on, as in the cluster
 */
export async function startRedis(
  program: string,
  args = (data: string): string[] => ["--dir", data, "--appendonly", "yes"],
): Promise<RunningRedis> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-redis-"));
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = spawn(program, ["--port", String(port), "--bind", "127.0.0.1", ...args(folder)], { stdio: "ignore" });
    await until("Redis answers", () => isOpen(port));
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  await start();
  return {
    host: `127.0.0.1:${port}`,
    cli: (...command) => execFileSync("redis-cli", ["-p", String(port), ...command], { encoding: "utf8" }).trim(),
    kill: () => end("SIGKILL"),
    restart: start,
    stop: async () => {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
