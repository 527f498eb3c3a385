import { spawn } from "node:child_process";
import { once } from "node:events";

/** A program that a test started. */
export interface RunningProgram {
  pid: number;
  /** What it has written so far. */
  output(): string;
  /** @throws when it has ended already */
  mustRun(): void;
  stop(): Promise<void>;
}

export function startProgram(program: string, args: string[], env: NodeJS.ProcessEnv = {}): RunningProgram {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  if (child.pid === undefined) throw new Error(`${program} can't be started`);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid,
    output: () => output,
    mustRun: () => {
      if (hasEnded()) throw new Error(`${program} ended: ${output}`);
    },
    stop: async () => {
      if (hasEnded()) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
