import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** A program, or what else the tests against real components need. */
export interface Component {
  version: string;
  /** Where it is, if it is on this machine. */
  find(): string | undefined;
  /** Fetches it into `target`. Absent for what only the system's package manager brings. */
  obtain?: { needs: string[]; takes: string; run(target: string): void };
  /** How a user gets it. */
  how: string;
}

const cache = process.env.FREEHOLD_CACHE ?? path.join(homedir(), ".cache", "freehold");

/** A place in the cache, which lies outside of the checkout. */
export const cached = (...names: string[]): string => path.join(cache, ...names);

/** The first of `programs` that is on PATH. */
export function onPath(...programs: string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return programs.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

/** The first of `files` that is there. */
export const existing = (...files: (string | undefined)[]): string | undefined =>
  files.find((file) => file !== undefined && existsSync(file));

/** @throws Error when the program is missing or fails */
export function run(command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): void {
  const { status, error } = spawnSync(command, args, { stdio: "inherit", ...options });
  if (error || status !== 0) throw new Error(`${command} ${args.join(" ")} failed`, { cause: error });
}
