const { availableParallelism } = require("node:os");

/** Packages that jest's own module loader needs compiled: they ship ES modules only, or load a module by `import()`. */
const esModules = [
  "ical.js",
  ...["jose", "uuid", "temporal-polyfill", "temporal-utils", "temporal-spec"],
  ...["openid-client", "oauth4webapi"],
  "@opentelemetry/otlp-exporter-base",
];

/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "\\.(real|e2e)\\.test\\.ts$"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.freehold"],
  transform: { "\\.[cm]?[jt]s$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  transformIgnorePatterns: ["/packages/provider-oci/lib/", `/node_modules/(?!(${esModules.join("|")})/)`],
  moduleNameMapper: { "/stack-trace$": "<rootDir>/__tests__/helpers/no-stack-trace.js" },
  globalSetup: "<rootDir>/__tests__/helpers/global-setup.ts",
  globalTeardown: "<rootDir>/__tests__/helpers/global-teardown.ts",
  reporters: ["default", "<rootDir>/__tests__/helpers/run-reporter.js"],
  // Jest would leave one core to others, which on two cores is half of the machine.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: 120_000,
};
