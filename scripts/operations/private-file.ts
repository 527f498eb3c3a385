import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Writes a file that only its owner may read (mode 600); an interruption leaves the old file whole. */
export function writePrivateFile(file: string, content: string): void {
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, content, { mode: 0o600, flag: "wx" });
  renameSync(partial, file);
}

/**
 * Gives the path of a file that does not exist yet, in a folder that only its owner may enter, and removes both afterwards:
 * for what holds secrets, such as a plan.
 */
export async function withPrivateFolder<Result>(
  name: string,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-"));
  try {
    return await work(path.join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
