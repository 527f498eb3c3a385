import { readFileSync } from "node:fs";
import path from "node:path";
import { urlOf } from "./postgres";

/**
 * The URL of the database that `npm start` runs in `folder`, or undefined when none does.
 * The fourth line of postmaster.pid is the port: https://www.postgresql.org/docs/current/storage-file-layout.html
 */
export function runningDatabaseUrl(folder: string): string | undefined {
  try {
    const [pid, , , port] = readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n");
    process.kill(Number(pid), 0);
    return urlOf(Number(port));
  } catch (error) {
    // A server of another user, as when `npm start` runs as root, may not be signalled: it is there nevertheless.
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH"))
      return undefined;
    throw error;
  }
}
