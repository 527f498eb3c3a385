const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { build } = require("esbuild");
const { bundleOf, bundles, modifiedMs, program, root, timesOf } = require("./bundle-files.js");

/** A change of these changes every bundle. */
const always = ["scripts/freehold/bundle.js", "scripts/freehold/bundle-files.js", "tsconfig.json"];

/** A name that no source has: one that did would be taken for it in that file. */
const checkout = "checkoutOfThisBundle";

/** Finds the checkout from the folder of a bundle. */
const bannerOf = (source) => {
  const toRoot = path.relative(path.dirname(bundleOf(source)), root).replaceAll("\\", "/");
  return `const ${checkout} = require("node:path").join(__dirname, "${toRoot}");`;
};

/**
 * Bundles commands by esbuild, one file each. Packages stay outside, except those of the program itself: the list of commands
 * shows a third sooner. `__dirname` stays the folder of the source, since commands find other files from there.
 *
 * @param {readonly string[]} sources their files, from the root of the repository, all equally deep in it
 * @throws for a file that cannot be compiled
 */
async function bundle(sources) {
  const times = new Map(always.map((file) => [file, modifiedMs(file)]));
  const { metafile, outputFiles } = await build({
    entryPoints: [...sources],
    absWorkingDir: root,
    outbase: root,
    outdir: bundles,
    bundle: true,
    packages: sources.includes(program) ? "bundle" : "external",
    platform: "node",
    target: "node20",
    format: "cjs",
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: bannerOf(sources[0]) },
    plugins: [reading(times)],
    metafile: true,
    write: false,
    logLevel: "error",
  });
  for (const { path: file, contents } of outputFiles) put(file, contents);
  for (const source of sources) {
    const files = [...always, ...madeFrom(metafile, source)];
    put(timesOf(source), JSON.stringify(Object.fromEntries(files.map((file) => [file, times.get(file)]))));
  }
}

/** Notes the time of each file before it is read, so that a change during the build counts as one after it. */
const reading = (times) => ({
  name: "reading",
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|js|json)$/ }, ({ path: absolute }) => {
      const file = path.relative(root, absolute);
      times.set(file, modifiedMs(file));
      const text = readFileSync(absolute, "utf8");
      const isOurs = !file.startsWith("node_modules") && text.includes("__dirname");
      const folder = `const __dirname = ${checkout} + ${JSON.stringify(`/${path.dirname(file)}`)};`;
      return { contents: isOurs ? folder + text : text, loader: "default" };
    });
  },
});

/** Every file that a source imports, with what those import, used or not. */
function madeFrom({ inputs }, source) {
  const found = new Set([source]);
  for (const file of found) {
    for (const imported of inputs[file].imports) if (!imported.external) found.add(imported.path);
  }
  return found;
}

/** Writes a file as a whole: another process may load it at this moment. */
function put(file, contents) {
  mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, contents);
  renameSync(partial, file);
}

module.exports = { bundle };
