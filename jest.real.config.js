const base = require("./jest.config.js");

/** Tests against real components: what they need and where it comes from is in docs/reference/testing.md. */
/** @type {import("jest").Config} */
module.exports = {
  ...base,
  testMatch: ["<rootDir>/__tests__/**/*.real.test.ts"],
  // Charts that no package brings are tested where they are at hand; scripts/components.ts says when they are not.
  testPathIgnorePatterns: [
    "/node_modules/",
    ...(process.env.FREEHOLD_CHARTS ? [] : ["/__tests__/charts/(prometheus|grafana)-chart"]),
    // .ci/run has the idle minutes pass beside all the other tests, in a run of their own.
    ...(process.env.IDLE_BESIDE ? ["/idle\\.real\\.test"] : []),
  ],
  testSequencer: "<rootDir>/__tests__/helpers/long-first-sequencer.js",
  testTimeout: 900_000,
  // A client that a failed test left open must not keep a run going for ever.
  forceExit: true,
};
