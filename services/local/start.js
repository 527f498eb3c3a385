/**
 * The first file of `npm start`: plain JavaScript, in the words that every Node knows, because an old one can't even
 * load the rest. The oldest Node that will do stands in package.json.
 */
// A closed output, as in `npm start | head`, must not end the platform.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const { engines } = require("../../package.json");

const numbers = (version) =>
  version
    .replace(/[^\d.]/g, "")
    .split(".")
    .map(Number);
const [major, minor] = numbers(process.versions.node);
const [oldestMajor, oldestMinor] = numbers(engines.node);

if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) {
  // From its bundle: to compile the sources takes longer than the start.
  const { platform } = require("../../scripts/freehold/bundle-files.js");
  void require("../../scripts/freehold/load.js").load(platform);
} else {
  console.error(
    `NODE_TOO_OLD: Node ${process.versions.node} is too old: Freehold needs ${oldestMajor}.${oldestMinor} or newer.`,
  );
  process.exitCode = 1;
}
