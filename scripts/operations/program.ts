import { spawn } from "node:child_process";
import { OperationError } from "./operation-error";

export interface ProgramOptions {
  /** Variables on top of this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** What the program reads. Default: whatever this process reads, so that it can ask its user. */
  readonly input?: string;
  /** Whether its output is shown while it runs. Default: false. */
  readonly show?: boolean;
  /** Folder to run in. Default: this process's own. */
  readonly cwd?: string;
}

export interface ProgramResult {
  readonly status: number;
  /** What it wrote to standard output. */
  readonly output: string;
  /** What it wrote to standard error. */
  readonly errors: string;
}

/** Where the programs are had that operators need. */
const pages: Record<string, string> = {
  terraform: "https://developer.hashicorp.com/terraform/install",
  kubectl: "https://kubernetes.io/docs/tasks/tools",
};

/**
 * Runs a program to its end. Ctrl-C reaches the program as well, which decides when to stop: Terraform saves its state
 * first. So this process waits for it.
 *
 * @throws {OperationError} if there is no such program
 */
export function runProgram(
  name: string,
  args: string[],
  { env, input, show = false, cwd }: ProgramOptions = {},
): Promise<ProgramResult> {
  const leaveItToTheProgram = () => {};
  process.on("SIGINT", leaveItToTheProgram);
  return new Promise<ProgramResult>((resolve, reject) => {
    const child = spawn(name, args, {
      stdio: [input === undefined ? "inherit" : "pipe", "pipe", "pipe"],
      cwd,
      env: { ...process.env, ...env },
    });
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
    child.on("close", (status) => resolve({ status: status ?? 1, output, errors }));
    // A program may end without having read it.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  }).finally(() => process.off("SIGINT", leaveItToTheProgram));
}

/** That there is no such program, and where it is had. */
function notOnPath(name: string): OperationError {
  return new OperationError(`${name} is not on PATH`, { fix: ["Install it", pages[name]].filter(Boolean).join(": ") });
}
