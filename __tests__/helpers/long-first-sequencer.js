const { existsSync } = require("node:fs");
const path = require("node:path");
const Sequencer = require("@jest/test-sequencer").default;

/**
 * Files that take minutes, longest first, so that none of them is left to run alone at the end. Jest knows durations only of
 * earlier runs, and a fresh clone has none. The faults behind Dapr stay apart: side by side, two of them are more than two
 * cores carry.
 */
const first = [
  "chaos/dapr-kafka",
  "services/backend/list-plans",
  "chaos/embedded",
  "services/runtime/transports/planned-restart",
  "services/backend/schemathesis",
  "conformance/transports",
].map((name) => path.join(__dirname, "..", `${name}.real.test.ts`));

/** Runs the longest files first, and the others in jest's own order. */
module.exports = class LongFirstSequencer extends Sequencer {
  sort(tests) {
    const gone = first.find((file) => !existsSync(file));
    if (gone) throw new Error(`${gone} is not there: name it in ${__filename} as it is called now, or remove it there`);
    const placeOf = (test) => (first.includes(test.path) ? first.indexOf(test.path) : first.length);
    // A stable sort keeps jest's order among those that are not listed.
    return super.sort(tests).sort((a, b) => placeOf(a) - placeOf(b));
  }
};
