/**
 * Builds the page by Vite into a file that holds all its files: `node services/frontend/build-page.mjs [file]`. Default:
 * .freehold/page.json. Each index.html below web/ is an entry. An entry is built alone, so that it is one script and one style
 * sheet; what it loads by `import()` has its own. The service worker comes last: it knows the files of the first entry.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

// Vite would leave another one as it is, such as that of a test, and put the React for developers into the page.
process.env.NODE_ENV = "production";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "web");
const built = process.argv[2] ?? path.join(here, "../../.freehold/page.json");

const entries = ["", ...readdirSync(root, { withFileTypes: true }).map(({ name }) => name)]
  .filter((folder) => folder !== "node_modules" && existsSync(path.join(root, folder, "index.html")))
  .map((folder) => path.posix.join(folder, "index.html"));

/** What all builds have in common. */
const options = { root, configFile: false, envFile: false, logLevel: "error" };
const common = { write: false, target: ["chrome123", "firefox121", "safari17.5"], modulePreload: false };

/** Of the packages that the scripts hold. */
const licences = (name) => ({ fileName: `assets/${name}licences.txt` });

const toFiles = (output) =>
  output.map((file) => ({ name: file.fileName, body: Buffer.from(file.code ?? file.source) }));

/** The files that a browser gets for an entry. */
async function bundle(entry) {
  const { output } = await build({
    ...options,
    // A package that was hoisted out of web/ would find the React of cdktf-cli.
    resolve: { dedupe: ["react", "react-dom"] },
    build: {
      ...common,
      license: licences(entry.replaceAll("/", "-").replace("index.html", "")),
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
  return toFiles(output);
}

/**
 * The service worker, with the list of what it keeps.
 * @param page the files of the first entry
 */
async function bundleWorker(page) {
  const { output } = await build({
    ...options,
    define: { "self.__WB_MANIFEST": JSON.stringify(page.filter(isKept).map(toKept)) },
    build: {
      ...common,
      license: licences("service-worker-"),
      rolldownOptions: {
        input: path.join(root, "service-worker/main.ts"),
        // Firefox has long known no workers that are modules.
        output: { format: "iife", entryFileNames: "service-worker.js" },
      },
    },
  });
  return toFiles(output);
}

const isKept = ({ name }) => /\.(html|js|css)$/.test(name);

/** As Workbox wants it: a name without a hash needs a revision. The hash keeps the page of another version out. */
function toKept({ name, body }) {
  if (name !== "index.html") return { url: `/${name}`, revision: null };
  const hash = createHash("sha256").update(body).digest("base64");
  return { url: "/", revision: hash, integrity: `sha256-${hash}` };
}

const startedAt = new Date();
const files = [
  "favicon.svg",
  "manifest.webmanifest",
  ...readdirSync(path.join(root, "icons")).map((name) => `icons/${name}`),
].map((name) => ({ name, body: readFileSync(path.join(root, name)) }));
for (const entry of entries) {
  const page = await bundle(entry);
  files.push(...page);
  if (entry === "index.html") files.push(...(await bundleWorker(page)));
}
mkdirSync(path.dirname(built), { recursive: true });
const partial = `${built}.${process.pid}`;
writeFileSync(partial, JSON.stringify(files.map(({ name, body }) => ({ name, base64: body.toString("base64") }))));
// A source that changes during the build is newer than what was built.
utimesSync(partial, startedAt, startedAt);
renameSync(partial, built);
