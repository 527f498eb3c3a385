const Sequencer = require("@jest/test-sequencer").default;

/**
 * Files that take minutes, longest first, so that none of them is left to run alone at the end. Jest knows durations only of
 * earlier runs, and a fresh clone has none. The faults behind Dapr stay apart: side by side, two of them are more than two
 * cores carry.
 */
const first = [
  "chaos/dapr-kafka",
  "backend/list-plans",
  "chaos/embedded",
  "transports/planned-restart",
  "backend/schemathesis",
];

/** Runs the longest files first, and the others in jest's own order. */
module.exports = class LongFirstSequencer extends Sequencer {
  sort(tests) {
    const placeOf = ({ path }) => {
      const place = first.findIndex((name) => path.endsWith(`/${name}.real.test.ts`));
      return place < 0 ? first.length : place;
    };
    // A stable sort keeps jest's order among those that are not listed.
    return super.sort(tests).sort((a, b) => placeOf(a) - placeOf(b));
  }
};
