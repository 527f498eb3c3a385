import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

export interface Child {
  process: ChildProcess;
  /** What it said when it was ready. */
  message: string;
}

/**
 * Starts a TypeScript file in a process of its own, and waits for its first message. It must end when this process disconnects.
 * @param file its path from this folder
 * @throws Error when it ends before it has said anything
 */
export async function startChild(file: string, args: readonly string[]): Promise<Child> {
  const child = fork(path.join(__dirname, file), [...args], { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`bench/${file} ended with exit code ${code} before it was ready`);
  });
  const [message] = await Promise.race([once(child, "message"), ended]);
  // From now on its end is expected.
  ended.catch(() => {});
  return { process: child, message: String(message) };
}

/** Ends a child, and resolves when it has ended. */
export async function stopChild({ process: child }: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  if (child.connected) child.disconnect();
  await exit;
}
