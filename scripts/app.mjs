/**
 * Runs the CDKTF app: main.ts, or the program that is named. It is bundled first, without its packages, which takes some
 * 50 ms: a loader that looks at each file as it is loaded would spend a second on the bindings of the providers.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire, SourceMap } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import "../packages/provider-oci/build.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

// CDKTF writes a stack trace for each of thousands of tokens, a seventh of a synth. Only messages of its errors have them.
if (!process.env.CDKTF_TRACES) require("cdktf/lib/tokens/private/stack-trace").captureStackTrace = () => [];

const bundles = join(root, ".freehold", "app");
mkdirSync(bundles, { recursive: true });
// Three folders below the root, as the constructs that look for files from where they are themselves. Each run has its own.
const folder = mkdtempSync(join(bundles, "run-"));
const bundle = join(folder, "main.js");
try {
  buildSync({
    entryPoints: [resolve(process.argv[2] ?? join(root, "main.ts"))],
    outfile: bundle,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    sourcemap: "external",
    logLevel: "error",
  });
  require(bundle);
} catch (error) {
  if (error instanceof Error && error.stack) error.stack = inSources(error.stack);
  throw error;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A stack trace with the places in the TypeScript instead of those in the bundle. */
function inSources(stack) {
  if (!stack.includes(bundle)) return stack;
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, "utf8")));
  return stack.replaceAll(/(?<=[( ])([^( ]+main\.js):(\d+):(\d+)/g, (place, file, line, column) => {
    const { fileName, lineNumber, columnNumber } = map.findOrigin(Number(line), Number(column));
    return file === bundle && fileName ? `${resolve(folder, fileName)}:${lineNumber}:${columnNumber}` : place;
  });
}
