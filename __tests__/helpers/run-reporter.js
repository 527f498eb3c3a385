const path = require("node:path");

/** How many files the list at the end names; a run of no more files than that has none. */
const listed = 10;

/**
 * Reports how far a run is and which files took longest. On a terminal, jest itself shows the progress; elsewhere, as in CI,
 * this reporter prints a line after each tenth of the files.
 */
module.exports = class RunReporter {
  /**
   * @param {{ rootDir: string }} globalConfig jest's
   * @param {{ stream?: { isTTY?: boolean, write(text: string): unknown } }} options where it writes; default: standard error,
   *   as jest's own reporters
   */
  constructor({ rootDir }, { stream = process.stderr } = {}) {
    this.rootDir = rootDir;
    this.stream = stream;
    /** @type {{ file: string, seconds: number }[]} */
    this.files = [];
  }

  onRunStart({ numTotalTestSuites }) {
    this.total = numTotalTestSuites;
    this.started = Date.now();
    this.files = [];
  }

  onTestResult(_test, { testFilePath, perfStats }) {
    const seconds = (perfStats.end - perfStats.start) / 1_000;
    this.files.push({ file: path.relative(this.rootDir, testFilePath), seconds });
    const tenths = (count) => Math.floor((count * 10) / this.total);
    const done = this.files.length;
    if (this.stream.isTTY || this.total <= listed || tenths(done) === tenths(done - 1)) return;
    const passed = Math.round((Date.now() - this.started) / 1_000);
    this.stream.write(`${done} of ${this.total} test files, after ${passed} s\n`);
  }

  onRunComplete() {
    if (this.files.length <= listed) return;
    const slowest = [...this.files].sort((a, b) => b.seconds - a.seconds).slice(0, listed);
    const lines = slowest.map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}`);
    this.stream.write(`\nSlowest files:\n${lines.join("\n")}\n`);
  }
};
