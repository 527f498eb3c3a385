/** Where the bundles of commands are, and whether one is up to date. */
const { readFileSync, statSync } = require("node:fs");
const path = require("node:path");

/** The checkout. */
const root = path.join(__dirname, "../..");

/** The folder of the bundles. */
const bundles = path.join(root, ".freehold", "cli");

/** The program itself, which has the list of commands. */
const program = "scripts/freehold.ts";

/** What `npm start` runs. */
const platform = "services/local/main.ts";

/** The bundle of a command. */
const bundleOf = (source) => path.join(bundles, source.replace(/\.ts$/, ".js"));

/** The file beside the bundle with the time of each file that the bundle was made from. */
const timesOf = (source) => `${bundleOf(source)}.times.json`;

/** When a file of the checkout was last changed, in milliseconds. */
const modifiedMs = (file) => statSync(path.join(root, file)).mtimeMs;

/** Whether a bundle exists, and no file that it was made from has changed since. */
function isFresh(source) {
  try {
    statSync(bundleOf(source));
    const times = JSON.parse(readFileSync(timesOf(source), "utf8"));
    return Object.entries(times).every(([file, time]) => modifiedMs(file) === time);
  } catch {
    return false;
  }
}

module.exports = { root, bundles, program, platform, bundleOf, timesOf, modifiedMs, isFresh };
