/**
 * Makes lib/ from the committed schema: TypeScript by CDKTF's generator, compiled to JavaScript and declarations.
 * Does nothing when lib/ was made from the same inputs. Run by `npm ci`, and before anything that needs the bindings.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readJson, schemaPath } from "./schema.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const lib = join(here, "lib");

function installed(name) {
  try {
    return require(`${name}/package.json`).version;
  } catch {
    return undefined;
  }
}

const generator = installed("@cdktf/provider-generator");
if (!generator && process.env.npm_lifecycle_event === "prepare") {
  console.log("@cdktf/provider-oci: not built, because development dependencies are left out");
  process.exit(0);
}
if (!generator) throw new Error("@cdktf/provider-generator is missing: run npm ci with development dependencies");

const hash = createHash("sha256");
for (const file of ["build.mjs", "tsconfig.json", schemaPath]) hash.update(readFileSync(join(here, file)));
const key = hash.update(`${generator} ${installed("typescript")}`).digest("hex");
const stamp = join(lib, ".built");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== key) {
  const started = Date.now();
  await build();
  console.log(`@cdktf/provider-oci: bindings built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Builds beside lib/ and then puts the result in its place, so that an interruption leaves nothing half. */
async function build() {
  // CDKTF's tools would otherwise report their use.
  process.env.CHECKPOINT_DISABLE = "1";
  const work = mkdtempSync(join(here, ".build-"));
  try {
    const { generateProviderBindingsFromSchema } = require("@cdktf/provider-generator");
    await generateProviderBindingsFromSchema(join(work, "generated"), readJson(schemaPath));
    const tsc = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
    cpSync(join(here, "tsconfig.json"), join(work, "tsconfig.json"));
    execFileSync(process.execPath, [tsc, "--project", work], { stdio: "inherit" });
    writeFileSync(join(work, "lib", ".built"), key);
    rmSync(lib, { recursive: true, force: true });
    renameSync(join(work, "lib"), lib);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
