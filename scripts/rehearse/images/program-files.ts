import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { baseFiles } from "./base-files";
import type { ImageFile } from "./image-spec";

/** glibc before 2.34 loads these by name when a program looks up a host or a user. */
const loadedByName = ["libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2"];

/** A program of this machine, and its path in the image. */
export interface PlacedProgram {
  from: string;
  to: string;
}

/**
 * A program with everything it loads: its shared libraries and their loader where it has any, and the files of a base
 * image. Libraries keep their paths, so that the loader and each RUNPATH find them.
 *
 * @param to path in the image. Default: that on this machine
 */
export const programFiles = (program: string, to: string = program): ImageFile[] =>
  filesOfPrograms([{ from: program, to }]);

/** The same for several programs. */
export function filesOfPrograms(programs: readonly PlacedProgram[]): ImageFile[] {
  const libraries = librariesOf(programs.map(({ from }) => from));
  const libc = libraries.find((file) => path.basename(file).startsWith("libc.so"));
  const byName = libc ? loadedByName.map((name) => path.join(path.dirname(libc), name)) : [];
  const all = new Set([...libraries, ...byName.filter((file) => existsSync(file))]);
  return [
    ...baseFiles(),
    ...[...all].map((file) => ({ from: file, to: file })),
    ...programs.map((program) => ({ ...program, mode: 0o755 })),
  ];
}

/** The shared libraries that programs load, the loader among them. None for a static program. */
function librariesOf(programs: readonly string[]): string[] {
  const { stdout, error } = spawnSync("ldd", programs, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  if (error) {
    throw new Error("ldd is missing, which lists the libraries of a program: install glibc's programs (libc-bin).", {
      cause: error,
    });
  }
  const missing = /^\s*(\S+) => not found$/m.exec(stdout);
  if (missing) {
    throw new Error(
      `${programs.join(", ")}: this machine lacks the library ${missing[1]}, so the image would too. Install it.`,
    );
  }
  return [...stdout.matchAll(/(?:^|=>)\s*(\/\S+) \(0x/gm)].flatMap(([, file]) => file ?? []);
}
