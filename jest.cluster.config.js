const base = require("./jest.config.js");

/** Tests on two real nodes: docs/reference/testing.md says what they need. */
/** @type {import("jest").Config} */
module.exports = {
  ...base,
  testMatch: ["<rootDir>/__tests__/cluster/**/*.e2e.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 1_800_000,
  reporters: ["default", "<rootDir>/__tests__/helpers/case-reporter.js"],
  // A client that a failed test left open must not keep a run going for ever.
  forceExit: true,
};
