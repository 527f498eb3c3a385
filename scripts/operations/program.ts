import { type ChildProcess, spawn } from "node:child_process";
import { OperationError } from "./operation-error";
import { onStopRequests } from "./stop-requests";

export interface ProgramOptions {
  /** Variables on top of this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** What the program reads. Default: the input of this process, so that it can ask its user. */
  readonly input?: string;
  /** Whether its output is shown while it runs. Default: false. */
  readonly show?: boolean;
  /** Folder to run in. Default: this process's own. */
  readonly cwd?: string;
  /**
   * Whether it must end well when this process is asked to stop. It runs in a process group of its own then, so that the
   * terminal's Ctrl-C does not reach it: it gets one SIGINT at the first request, and another one at the second.
   * Default: false, and then Ctrl-C reaches it as it reaches this process.
   */
  readonly stopsWell?: boolean;
  /** Asks a program that stops well to stop, as Ctrl-C does. */
  readonly abort?: AbortSignal;
}

export interface ProgramResult {
  readonly status: number;
  /** What it wrote to standard output. */
  readonly output: string;
  /** What it wrote to standard error. */
  readonly errors: string;
  /** Whether it was asked to stop while it ran, and whether it was made to. */
  readonly stopped: "no" | "asked" | "forced";
}

/** Where to get the programs that operators need. */
const pages: Record<string, string> = {
  terraform: "https://developer.hashicorp.com/terraform/install",
  kubectl: "https://kubernetes.io/docs/tasks/tools",
  helm: "https://helm.sh/docs/intro/install",
};

let running = 0;

/** Whether a program runs, which is asked to stop first. */
export const isProgramRunning = (): boolean => running > 0;

/** How long a program that was told to end at once may take to clean up. */
const forcedEndMs = 10_000;

/**
 * Runs a program to its end.
 *
 * @throws {OperationError} if there is no such program
 */
export function runProgram(name: string, args: string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  const { env, input, show = false, cwd, stopsWell = false } = options;
  let stopped: ProgramResult["stopped"] = "no";
  let release = () => {};
  running++;
  return new Promise<ProgramResult>((resolve, reject) => {
    const child = spawn(name, args, {
      stdio: [input === undefined ? "inherit" : "pipe", "pipe", "pipe"],
      cwd,
      env: { ...process.env, ...env },
      detached: stopsWell,
    });
    release = stopsWell
      ? passStopRequests(child, options.abort, (how) => {
          stopped = how;
        })
      : waitForTheProgram();
    let output = "";
    let errors = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk;
      if (show) process.stdout.write(chunk);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      errors += chunk;
      if (show) process.stderr.write(chunk);
    });
    child.on("error", (error: NodeJS.ErrnoException) => reject(error.code === "ENOENT" ? notOnPath(name) : error));
    child.on("close", (status) => resolve({ status: status ?? 1, output, errors, stopped }));
    // A program may end without having read it.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  }).finally(() => {
    running--;
    release();
  });
}

/** Ctrl-C reaches the program as well, which decides when to stop: this process waits for it. */
function waitForTheProgram(): () => void {
  const leaveItToTheProgram = () => {};
  process.on("SIGINT", leaveItToTheProgram);
  return () => process.off("SIGINT", leaveItToTheProgram);
}

/** @returns a function that stops passing them on */
function passStopRequests(
  child: ChildProcess,
  abort: AbortSignal | undefined,
  note: (how: "asked" | "forced") => void,
): () => void {
  let killing: NodeJS.Timeout | undefined;
  let asked = false;
  const stop = () => {
    if (asked) return;
    asked = true;
    note("asked");
    child.kill("SIGINT");
  };
  const force = () => {
    note("forced");
    child.kill("SIGINT");
    // Its whole group: what it has started must not go on without it.
    killing ??= setTimeout(() => child.pid && process.kill(-child.pid, "SIGKILL"), forcedEndMs);
  };
  // A terminal that was closed takes no output, which must not end this process before the program has ended.
  const ignoreClosedTerminal = () => {};
  const streams = [process.stdout, process.stderr];
  for (const stream of streams) stream.on("error", ignoreClosedTerminal);
  const stopListening = onStopRequests({ stop, force });
  if (abort?.aborted) stop();
  abort?.addEventListener("abort", stop);
  return () => {
    clearTimeout(killing);
    stopListening();
    abort?.removeEventListener("abort", stop);
    for (const stream of streams) stream.off("error", ignoreClosedTerminal);
  };
}

/** That there is no such program, and where to get it. */
function notOnPath(name: string): OperationError {
  return new OperationError(`${name} is not on PATH`, { fix: ["Install it", pages[name]].filter(Boolean).join(": ") });
}
