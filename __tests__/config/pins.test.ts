import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPins } from "../../stacks/config/read-pins";

/** Reads the repository's pins with one text replaced. */
function read(search: string | RegExp, replacement: string) {
  const file = join(mkdtempSync(join(tmpdir(), "pins-")), "pins.json");
  const text = readFileSync("pins.json", "utf8");
  const changed = text.replace(search, replacement);
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
  return readPins(file);
}

test("the repository's pins are well-formed, and each names where it was looked up", () => {
  const { k3s, charts, images, actions } = readPins();
  for (const { source } of [k3s, ...[charts, images, actions].flatMap((group) => Object.values(group))]) {
    expect(source).toMatch(/^https:/);
  }
});

test.each([
  ["a version that is a range", /"version": "v[^"]+"/, '"version": "v1.36"', "k3s.version: must be a k3s release"],
  ["a short checksum", /"sha256": [^,]+/, '"sha256": "abc"', "k3s.sha256: must be 64 hexadecimal digits"],
  ["a chart without a version", /"version": "1\.[^"]+"/, '"versions": "1"', "charts.dapr.version: "],
  ["an action by a tag that can be moved", /"commit": "[^"]+"/, '"commit": "v7"', "must be the 40 hexadecimal digits"],
  [
    "an image for amd64 only",
    /"platforms": \[\]/,
    '"platforms": ["linux/amd64"]',
    "must have linux/arm64, which the nodes are",
  ],
  ["no source", /"source": "[^"]+",?\s+\},\s+"charts"/, '"sauce": "" }, "charts"', 'Did you mean "source"?'],
])("refuses %s", (_, search, replacement, message) => {
  expect(() => read(search, replacement)).toThrow(message);
});
