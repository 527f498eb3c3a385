import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { jobNames } from "../services/contracts/jobs";
import { serviceNames } from "../services/definitions";
import { exporterNames } from "../services/exporters";
import { builtPage } from "../services/frontend/built-page";
import { programs } from "./build/bundle-options";
import { bundlePrograms } from "./build/bundle-programs";
import { commandLine } from "./operations/command-line";

/**
 * `npm run build`: bundles each service and exporter into dist/services/<name>/main.js and each job into dist/scripts/<name>.js, which
 * need Node and nothing else. The image is made from dist/.
 */
async function bundle(): Promise<void> {
  rmSync("dist", { recursive: true, force: true });
  await bundlePrograms(programs, "dist");
  for (const { name, body } of await builtPage()) {
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

Usage: npx freehold build`;

commandLine(usage, {});
void bundle();
