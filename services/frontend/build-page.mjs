/**
 * Builds the page by Vite into .freehold/page.json, which holds all its files: `node services/frontend/build-page.mjs`. Each
 * index.html below web/ is an entry. An entry is built alone, so that it is one script and one style sheet; what it loads by
 * `import()` has its own.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

// Vite would leave another one as it is, such as that of a test, and put the React for developers into the page.
process.env.NODE_ENV = "production";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "web");
const built = path.join(here, "../../.freehold/page.json");

const entries = ["", ...readdirSync(root, { withFileTypes: true }).map(({ name }) => name)]
  .filter((folder) => folder !== "node_modules" && existsSync(path.join(root, folder, "index.html")))
  .map((folder) => path.posix.join(folder, "index.html"));

/** The files that a browser gets for an entry. */
async function bundle(entry) {
  const { output } = await build({
    root,
    configFile: false,
    envFile: false,
    logLevel: "error",
    // A package that was hoisted out of web/ would find the React of cdktf-cli.
    resolve: { dedupe: ["react", "react-dom"] },
    build: {
      write: false,
      target: ["chrome123", "firefox121", "safari17.5"],
      modulePreload: false,
      // Of the packages that the scripts hold.
      license: { fileName: `assets/${entry.replaceAll("/", "-").replace("index.html", "licences.txt")}` },
      rolldownOptions: {
        input: path.join(root, entry),
        output: {
          hashCharacters: "base36",
          entryFileNames: "assets/app-[hash].js",
          chunkFileNames: "assets/[name]-[hash].js",
          assetFileNames: "assets/page-[hash][extname]",
        },
      },
    },
  });
  return output.map((file) => ({ name: file.fileName, body: Buffer.from(file.code ?? file.source) }));
}

const startedAt = new Date();
const files = [{ name: "favicon.svg", body: readFileSync(path.join(root, "favicon.svg")) }];
for (const entry of entries) files.push(...(await bundle(entry)));
mkdirSync(path.dirname(built), { recursive: true });
const partial = `${built}.${process.pid}`;
writeFileSync(partial, JSON.stringify(files.map(({ name, body }) => ({ name, base64: body.toString("base64") }))));
// A source that changes during the build is newer than what was built.
utimesSync(partial, startedAt, startedAt);
renameSync(partial, built);
