import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { StackName } from "../../stacks/constructs/terraform/freehold-stack";

/** A folder with one synthesised stack. */
export function stackFolder(stack: object = {}, name: StackName = "network"): { outdir: string; folder: string } {
  const outdir = mkdtempSync(path.join(tmpdir(), "stacks-"));
  const folder = path.join(outdir, "stacks", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(stack));
  return { outdir, folder };
}

/** A command in a process group of its own, as a shell starts one at a terminal. */
export class TerminalCommand {
  private readonly child: ChildProcess;
  readonly ended: Promise<{ status: number | null; output: string; errors: string }>;

  constructor(args: string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, ["--import", "tsx", ...args], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    this.child = child;
    this.ended = Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]).then(
      ([[status], output, errors]) => ({ status, output, errors }),
    );
  }

  /** What the terminal does at Ctrl-C: each process of the group gets it. */
  pressCtrlC(): void {
    this.toGroup("SIGINT");
  }

  /** What `kill` does. */
  kill(signal: NodeJS.Signals = "SIGTERM"): void {
    this.child.kill(signal);
  }

  /** Ends what is left of it, whatever became of the test. */
  async end(): Promise<void> {
    this.toGroup("SIGKILL");
    await this.ended;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private toGroup(signal: NodeJS.Signals): void {
    if (this.child.pid !== undefined && this.isRunning) process.kill(-this.child.pid, signal);
  }
}
