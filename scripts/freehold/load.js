const path = require("node:path");
const { bundleOf, isFresh, program, root } = require("./bundle-files.js");

/**
 * Loads a command from its bundle in .freehold/cli. `npm ci` makes the bundles. If one is missing, or a file that it was made
 * from has changed, it is made again first, which takes some 0.1 s. So an edited command never runs as it was before, and
 * `npm ci --ignore-scripts` needs no further step.
 *
 * @param {string} source the file of the command, from the root of the repository
 * @returns what the file exports; a command exports nothing and begins its work when it is loaded
 */
async function load(source) {
  if (source.endsWith(".mjs")) return import(path.join(root, source));
  if (source.endsWith(".js")) return require(path.join(root, source));
  if (!isFresh(source)) await require("./bundle.js").bundle([source]);
  // A stack trace names lines of the TypeScript. The program itself does without, as reading its map takes time.
  if (source !== program) process.setSourceMapsEnabled(true);
  return require(bundleOf(source));
}

module.exports = { load };
