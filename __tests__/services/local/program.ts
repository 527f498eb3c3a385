import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { apiClient } from "../../helpers/platform";
import { until } from "../../helpers/until";

const startFile = path.join(__dirname, "../../../services/local/start.js");

/** `npm start` as a process of its own; each is ended, and each folder removed, after its test. */
export function usePrograms() {
  const folders: string[] = [];
  const running = new Set<{ kill(signal: NodeJS.Signals): boolean; exitCode: Promise<unknown> }>();
  afterEach(async () => {
    for (const program of running) {
      program.kill("SIGTERM");
      await program.exitCode;
    }
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  const newFolder = (): string => {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-start-"));
    folders.push(folder);
    return folder;
  };

  const start = (args: string[], environment: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [startFile, ...args], {
      cwd: newFolder(),
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment },
    });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].on("data", (text) => {
        output[name] += text;
      });
    }
    const program = {
      output,
      kill: (signal: NodeJS.Signals) => child.kill(signal),
      exitCode: once(child, "close").then(([code]) => {
        running.delete(program);
        return code;
      }),
      says: (pattern: RegExp) =>
        until(`it says ${pattern}`, () => {
          if (child.exitCode !== null) throw new Error(`It ended: ${output.stdout}${output.stderr}`);
          return pattern.exec(output.stdout);
        }),
    };
    running.add(program);
    return program;
  };

  const startIn = (folder: string, ...args: string[]) => start(["--data", folder, "--port", "0", ...args]);
  const urlOf = async (program: ReturnType<typeof start>) => (await program.says(/is ready.*?(http:\S+)/))[1] ?? "";
  return {
    newFolder,
    start,
    startIn,
    urlOf,
    clientOf: async (program: ReturnType<typeof start>) => apiClient(await urlOf(program)),
  };
}
