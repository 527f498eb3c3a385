import { type BuildOptions, build } from "esbuild";
import { bundleOptions, earlyStop, lazyModule } from "./bundle-options";

/**
 * Bundles programs into a folder, each into a file of its own, and beside them what they load only when they need it.
 * @param entryPoints their files, from the root of the repository
 */
export async function bundlePrograms(entryPoints: readonly string[], outdir: string): Promise<void> {
  const options: BuildOptions = { ...bundleOptions, outbase: ".", outdir, sourcemap: true, sourcesContent: false };
  await build({ ...options, entryPoints: [...entryPoints], banner: { js: `"use strict";${earlyStop}` } });
  // Loaded by a program that handles its signals already.
  await build({ ...options, entryPoints: [lazyModule] });
}
