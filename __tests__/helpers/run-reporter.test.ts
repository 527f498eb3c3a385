interface RunReporter {
  onRunStart(results: { numTotalTestSuites: number }): void;
  onTestResult(test: object, result: { testFilePath: string; perfStats: { start: number; end: number } }): void;
  onRunComplete(): void;
}
type Options = { stream: { isTTY: boolean; write(text: string): void } };
// Jest loads reporters without compiling them, so this one is JavaScript.
const Reporter: new (config: { rootDir: string }, options: Options) => RunReporter = require("./run-reporter");

/** What a run of so many files prints, of which the nth takes n seconds. */
function printed(files: number, isTTY: boolean): string {
  let text = "";
  const write = (more: string) => {
    text += more;
  };
  const reporter = new Reporter({ rootDir: "/repository" }, { stream: { isTTY, write } });
  reporter.onRunStart({ numTotalTestSuites: files });
  for (let file = 1; file <= files; file += 1) {
    const perfStats = { start: 0, end: file * 1_000 };
    reporter.onTestResult({}, { testFilePath: `/repository/__tests__/${file}.test.ts`, perfStats });
  }
  reporter.onRunComplete();
  return text;
}

const slowest = (text: string) => text.split("Slowest files:\n")[1]?.trimEnd().split("\n");

test.each([true, false])("names the ten slowest files at the end (terminal: %s)", (isTTY) => {
  const lines = slowest(printed(25, isTTY));
  expect(lines).toHaveLength(10);
  expect(lines?.[0]).toBe("   25.0 s  __tests__/25.test.ts");
  expect(lines?.at(-1)).toBe("   16.0 s  __tests__/16.test.ts");
});

test("prints how far the run is after each tenth of the files, and leaves that to jest on a terminal", () => {
  const lines = printed(158, false).match(/^\d+ of 158 test files, after \d+ s$/gm);
  expect(lines).toHaveLength(10);
  expect(lines?.at(-1)).toMatch(/^158 of 158 /);
  expect(printed(158, true)).not.toContain(" of 158 ");
});

test("says nothing about a run of a few files", () => expect(printed(10, false)).toBe(""));
