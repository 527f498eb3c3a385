import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { jobNames } from "../services/contracts/jobs";
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
 * `npm run build`: bundles each service into dist/services/<name>/main.js and each job into dist/scripts/<name>.js, which
 * need Node and nothing else. The image is made from dist/.
 */
async function bundle(): Promise<void> {
  rmSync("dist", { recursive: true, force: true });
  await build({
    entryPoints: [
      ...serviceNames.map((name) => `services/${name}/main.ts`),
      ...jobNames.map((name) => `scripts/${name}.ts`),
    ],
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
  // Migrations are looked for beside the program that runs them.
  cpSync("services/migrations", "dist/scripts", { recursive: true, filter: (file) => !file.endsWith(".ts") });
  console.log(`dist/services holds ${serviceNames.join(", ")}; dist/scripts ${jobNames.join(", ")}`);
}

if (require.main === module) void bundle();
