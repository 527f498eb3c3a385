import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { jobNames } from "../services/contracts/jobs";
import { serviceNames } from "../services/definitions";
import { exporterNames } from "../services/exporters";
import { bundlePage } from "../services/frontend/bundle";
import { commandLine } from "./operations/command-line";

/**
 * How every program begins. In a container it is PID 1, to which the kernel gives no signal without a handler. Loading the
 * rest takes seconds on a busy node; a SIGTERM meanwhile would be lost, and the pod would go on until it is killed.
 * A service has done nothing yet, and ends well; a job has not done its work.
 */
export const earlyStop =
  'for (const signal of ["SIGTERM","SIGINT"]) process.on(signal, () => process.exit(__filename.includes("/scripts/") ? 143 : 0));';

/** How a program of ours becomes one file that Node runs. */
export const bundleOptions = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  // pg loads pg-native if it is there; its own implementation is used. The page is bundled before the image is made.
  external: ["pg-native", "esbuild"],
  // What is only there to be read takes memory in each process, and a single character beyond Latin-1, as comments of
  // packages have some, doubles that of the whole file. Names stay, and lines are short enough for a stack trace.
  minifyWhitespace: true,
  lineLimit: 200,
  legalComments: "external",
} as const satisfies BuildOptions;

/** What the image runs: a program each. */
export const programs: readonly string[] = [
  ...[...serviceNames, ...exporterNames].map((name) => `services/${name}/main.ts`),
  ...jobNames.map((name) => `scripts/${name}.ts`),
];

/**
 * `npm run build`: bundles each service and exporter into dist/services/<name>/main.js and each job into dist/scripts/<name>.js, which
 * need Node and nothing else. The image is made from dist/.
 */
async function bundle(): Promise<void> {
  rmSync("dist", { recursive: true, force: true });
  await build({
    entryPoints: [...programs],
    outbase: ".",
    outdir: "dist",
    sourcemap: true,
    sourcesContent: false,
    ...bundleOptions,
    banner: { js: `"use strict";${earlyStop}` },
  });
  for (const { name, body } of await bundlePage()) {
    const file = join("dist/services/frontend/page", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  // The API's page looks for its files from its own folder, and its logo from the folder below.
  const page = join(dirname(require.resolve("@fastify/swagger-ui/package.json")), "static");
  cpSync(page, "dist/services/static", { recursive: true });
  cpSync(join(page, "logo.svg"), "dist/services/backend/static/logo.svg");
  // Migrations are looked for beside the program that runs them.
  cpSync("services/migrations", "dist/scripts", { recursive: true, filter: (file) => !file.endsWith(".ts") });
  console.log(
    `dist/services holds ${[...serviceNames, ...exporterNames].join(", ")}; dist/scripts ${jobNames.join(", ")}`,
  );
}

const usage = `Bundles each service, exporter and job into dist/, which needs Node and nothing else: the image is made from it.

Usage: npm run build`;

if (require.main === module) {
  commandLine(usage, {});
  void bundle();
}
