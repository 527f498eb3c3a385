/** Says of each test how it ended as soon as it has: jest itself is silent before the end of a file. */
module.exports = class CaseReporter {
  onTestCaseResult(_test, { status, fullName, duration, failureMessages }) {
    const seconds = `${Math.round((duration ?? 0) / 1000)} s`;
    if (status === "passed") process.stderr.write(`  ✓ ${fullName} (${seconds})\n`);
    if (status === "failed") process.stderr.write(`  ✕ ${fullName} (${seconds})\n${failureMessages.join("\n")}\n`);
  }
};
