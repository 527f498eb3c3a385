/** Bundles the program, every command and what `npm start` runs: `npm ci` and `npm run prepare` run it. */
const { bundle } = require("./bundle.js");
const { platform, program } = require("./bundle-files.js");
const { load } = require("./load.js");

async function bundleAll() {
  await bundle([program]);
  const { sources } = await load(program);
  await bundle(sources.filter((source) => source.endsWith(".ts")));
  await bundle([platform]);
}

void bundleAll();
