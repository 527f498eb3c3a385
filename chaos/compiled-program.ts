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
 * Compiles a service into one file, as the image has it: a run may start it a hundred times.
 * @param source relative to the root of the project
 */
export async function compileProgram(source: string): Promise<CompiledProgram> {
  const folder = await mkdtemp(path.join(tmpdir(), "freehold-chaos-"));
  const file = path.join(folder, "main.js");
  await build({ ...bundleOptions, entryPoints: [path.join(__dirname, "..", source)], outfile: file });
  return { file, remove: () => rm(folder, { recursive: true }) };
}
