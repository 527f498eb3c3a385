import { execFile } from "node:child_process";

export interface ScriptResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a script of the repository as `npm run` would, with no environment but the given one. */
export const runScript = (script: string, args: string[], environment: Record<string, string>): Promise<ScriptResult> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", script, ...args],
      { env: { PATH: process.env.PATH, ...environment } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
