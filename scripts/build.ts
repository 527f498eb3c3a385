import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { serviceNames } from "../services/contracts/needs";

/** How a program of ours becomes one file that Node runs. */
export const bundleOptions = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  // pg loads it if it is there; its own implementation is used.
  external: ["pg-native"],
} as const satisfies BuildOptions;

/**
 * `npm run build`: bundles each service into dist/services/<name>/main.js, which needs Node and nothing else. An image of
 * the services is made from dist/.
 */
async function bundle(): Promise<void> {
  rmSync("dist", { recursive: true, force: true });
  await build({
    entryPoints: serviceNames.map((name) => `services/${name}/main.ts`),
    outbase: ".",
    outdir: "dist",
    sourcemap: true,
    ...bundleOptions,
  });
  cpSync("services/frontend/public", "dist/services/frontend/public", { recursive: true });
  // The API's page looks for its files from its own folder, and its logo from the folder below.
  const page = join(dirname(require.resolve("@fastify/swagger-ui/package.json")), "static");
  cpSync(page, "dist/services/static", { recursive: true });
  cpSync(join(page, "logo.svg"), "dist/services/backend/static/logo.svg");
  console.log(`dist/services holds ${serviceNames.join(", ")}`);
}

if (require.main === module) void bundle();
