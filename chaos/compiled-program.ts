import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { bundleOptions } from "../scripts/build/bundle-options";

export interface CompiledProgram {
  file: string;
  remove: () => Promise<void>;
}

/**
 * Compiles a program into one file, as the image has its services: a run may start it a hundred times.
 * @param source relative to the root of the project
 */
export async function compileProgram(source: string): Promise<CompiledProgram> {
  const folder = await mkdtemp(path.join(tmpdir(), "freehold-program-"));
  const file = path.join(folder, "main.js");
  await build({ ...bundleOptions, entryPoints: [path.join(__dirname, "..", source)], outfile: file });
  return { file, remove: () => rm(folder, { recursive: true }) };
}
