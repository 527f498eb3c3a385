import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { until } from "../__tests__/helpers/until";

/** Seconds that a service may take to start on a busy machine. */
const startLimit = 120;
const root = path.join(__dirname, "..");
const shiftedClock = path.join(__dirname, "shifted-clock.cjs");

/** A service as a process of its own. */
export class ServiceProcess {
  private output = "";
  /** Address of the inspector of a service that was started with `--inspect`. */
  inspector: string | undefined;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      // What it says last is enough to explain an end.
      stream?.on("data", (text) => {
        this.output = (this.output + text).slice(-20_000);
        this.inspector ??= /Debugger listening on (ws:\S+)/.exec(this.output)?.[1];
      });
    }
  }

  /** @param file relative to the root of the project, or the path of one that is compiled */
  static start(file: string, environment: Record<string, string>): ServiceProcess {
    const compiler = file.endsWith(".js") ? [] : ["--import", "tsx"];
    const child = spawn(process.execPath, [...compiler, file], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment },
    });
    return new ServiceProcess(child);
  }

  /** What sets the clock of a service `off` milliseconds from this machine's. */
  static withClock(off: number): Record<string, string> {
    return { NODE_OPTIONS: `--require ${shiftedClock}`, FREEHOLD_CHAOS_CLOCK: String(off) };
  }

  /** @throws Error with what it said when it ended instead */
  ready(): Promise<string> {
    const url = () => {
      if (this.ended) throw new Error(`The service ended: ${this.output}`);
      return /"url":"(http:[^"]+)"[^\n]*is ready/.exec(this.output)?.[1];
    };
    return until("the service is ready", url, startLimit);
  }

  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** @returns the exit code, or the signal that ended it */
  async end(): Promise<number | NodeJS.Signals | null> {
    if (!this.ended) await once(this.child, "exit");
    return this.child.signalCode ?? this.child.exitCode;
  }

  /** Sends a signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    if (!this.ended) this.child.kill(signal);
    return this.end();
  }
}
