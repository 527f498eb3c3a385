const base = require("./jest.config.js");

/** Tests against real components: what they need and where it comes from is in docs/testing.md. */
/** @type {import("jest").Config} */
module.exports = {
  ...base,
  testMatch: ["<rootDir>/__tests__/**/*.real.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 120_000,
  // A client that a failed test left open must not keep a run going for ever.
  forceExit: true,
};
