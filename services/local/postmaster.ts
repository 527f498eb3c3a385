import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";

/** What postmaster.pid says of a server. Source: https://www.postgresql.org/docs/current/storage-file-layout.html */
export interface Postmaster {
  pid: number;
  port: number;
}

/**
 * The server that runs on a data directory; undefined when none does. The file of one that was killed stays behind, and its
 * process id may belong to another program by now: that file is removed, since Postgres would not start beside it.
 */
export function findPostmaster(data: string): Postmaster | undefined {
  const file = path.join(data, "postmaster.pid");
  let lines: string[];
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const [pid, , , port] = lines.map(Number);
  if (!pid || !isAlive(pid)) return undefined;
  if (isAnotherProgram(pid, data)) {
    rmSync(file, { force: true });
    return undefined;
  }
  return { pid, port: port ?? 0 };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A server of another user, as when `npm start` runs as root, may not be signalled: it is there nevertheless.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether a process is surely not the server of `data`. Without /proc nothing is sure. */
function isAnotherProgram(pid: number, data: string): boolean {
  const [program, state] = [read(`/proc/${pid}/cmdline`), read(`/proc/${pid}/stat`)];
  if (program === undefined || state === undefined) return false;
  // A dead process whose parent has not asked for its exit code.
  if (/^\d+ \(.*\) Z /s.test(state)) return true;
  if (!path.basename(program.split("\0")[0] ?? "").startsWith("postgres")) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(data);
  } catch {
    return false;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
