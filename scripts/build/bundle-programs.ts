import { type BuildOptions, build } from "esbuild";
import { bundleOptions, earlyStop, lazyModules, lazyModulesStayOutside } from "./bundle-options";

/**
 * Bundles programs into a folder, each into a file of its own, and beside them what they load only when they need it.
 * @param entryPoints their files, from the root of the repository
 */
export async function bundlePrograms(entryPoints: readonly string[], outdir: string): Promise<void> {
  const options: BuildOptions = { ...bundleOptions, outbase: ".", outdir, sourcemap: true, sourcesContent: false };
  const banner = { js: `"use strict";${earlyStop}` };
  const isService = (file: string) => file.startsWith("services/");
  const services = entryPoints.filter(isService);
  await build({ ...options, banner, entryPoints: services, plugins: [lazyModulesStayOutside] });
  await build({ ...options, banner, entryPoints: entryPoints.filter((file) => !isService(file)) });
  // Loaded by a program that handles its signals already. The client of an OpenID provider asks for Response by its name.
  await build({ ...options, define: {}, entryPoints: lazyModules.map(({ file }) => file) });
}
