import { execFileSync } from "node:child_process";

/**
 * Runs a short command to its end.
 * @returns what it wrote to standard output
 * @throws Error with the command and what it wrote to standard error
 */
export function run(command: string, args: string[], input?: string): string {
  try {
    return execFileSync(command, args, {
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
      input,
      maxBuffer: 1 << 28,
    });
  } catch (error) {
    const failed = typeof error === "object" && error !== null && "stderr" in error;
    const errors = (failed && String(error.stderr).trim()) || String(error);
    throw new Error(`${command} ${args.join(" ")} failed: ${errors}`, { cause: error });
  }
}

/** Whether a short command succeeds. */
export function succeeds(command: string, args: string[]): boolean {
  try {
    run(command, args);
    return true;
  } catch {
    return false;
  }
}
