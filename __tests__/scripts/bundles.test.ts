import { readFileSync } from "node:fs";
import { commands, fileOf } from "../../scripts/freehold/commands";

const { bundle } = require("../../scripts/freehold/bundle.js") as { bundle(sources: readonly string[]): Promise<void> };
const { bundleOf } = require("../../scripts/freehold/bundle-files.js") as { bundleOf(source: string): string };

const sources = commands.map(fileOf).filter((file) => file.endsWith(".ts"));

beforeAll(() => bundle(sources), 120_000);

/** A file with a variable of the same name as the bundle's own would take its own: `undefined/Dockerfile`, as it once was. */
test.each(sources)("each file in the bundle of %s finds its folder from the checkout", (source) => {
  const text = readFileSync(bundleOf(source), "utf8");
  const [, checkout] = /^const (\w+) = require\("node:path"\)/.exec(text) ?? [];
  const folders = [...text.matchAll(/^ *(?:var|const) __dirname\d* = (\w+) \+ "/gm)].map(([, from]) => from);
  expect(checkout).toBeDefined();
  expect(folders).toEqual(folders.map(() => checkout));
});

test("the files of a rehearsal are among those that ask for their folder", () => {
  expect(readFileSync(bundleOf("scripts/rehearse.ts"), "utf8")).toMatch(
    /__dirname\d* = \w+ \+ "\/scripts\/rehearse\/images"/,
  );
});
