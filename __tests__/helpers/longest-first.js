const path = require("node:path");
const Sequencer = require("@jest/test-sequencer").default;

/** Test files that take minutes, mostly of waiting, the longest first. */
const longest = ["chaos/dapr-kafka", "chaos/dapr-redis", "chaos/kafka", "chaos/", "dashboards/alerts"];

/** The rank of a test file: that of the first name in it, behind all others without one. */
const rank = (file) => {
  const name = path.relative(path.join(__dirname, ".."), file);
  const found = longest.findIndex((start) => name.startsWith(start));
  return found === -1 ? longest.length : found;
};

/** Starts the longest files first, so that none is left alone at the end. Jest knows them by an earlier run only. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    return (await super.sort(tests)).sort((one, other) => rank(one.path) - rank(other.path));
  }
};
