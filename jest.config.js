/** Packages that ship ES modules only; jest's own module loader needs them compiled. */
const esModules = ["jose", "uuid", "temporal-polyfill", "temporal-utils", "temporal-spec"];

/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "\\.real\\.test\\.ts$"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.freehold"],
  transform: { "\\.[cm]?[jt]s$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  transformIgnorePatterns: ["/packages/provider-oci/lib/", `/node_modules/(?!(${esModules.join("|")})/)`],
  globalSetup: "<rootDir>/__tests__/helpers/global-setup.ts",
  globalTeardown: "<rootDir>/__tests__/helpers/global-teardown.ts",
  testTimeout: 120_000,
};
