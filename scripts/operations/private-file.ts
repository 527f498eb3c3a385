import { renameSync, writeFileSync } from "node:fs";

/** Writes a file that only its owner may read (mode 600); an interruption leaves the old file whole. */
export function writePrivateFile(file: string, content: string): void {
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, content, { mode: 0o600, flag: "wx" });
  renameSync(partial, file);
}
