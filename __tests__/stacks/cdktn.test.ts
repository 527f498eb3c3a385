import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import cdktf from "cdktf/package.json";
import cdktn from "cdktn/package.json";
import { type ConfigInput, defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { stackNames } from "../../stacks/constructs/terraform/freehold-stack";
import { askForEverything } from "./ask-for-everything";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "freehold-cdktn-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The files of all stacks, written by the library, which the stacks and the providers' bindings get as "cdktf". */
function synthesiseWith(library: "cdktf" | "cdktn", input: ConfigInput): string[] {
  const outdir = path.join(folder, library);
  jest.isolateModules(() => {
    jest.doMock("cdktf", () => jest.requireActual(library));
    const { App } = require("cdktf") as typeof import("cdktf");
    const { addStacks } = require("../../stacks") as typeof import("../../stacks");
    const app = new App({ outdir });
    addStacks(app, { config: defineConfig(input), pins: readPins() });
    app.synth();
  });
  return stackNames.map((name) => readFileSync(path.join(outdir, "stacks", name, "cdk.tf.json"), "utf8"));
}

const version = (file: string): unknown => JSON.parse(file)["//"].metadata.version;
const withoutMetadata = (file: string): unknown => JSON.parse(file, (key, value) => (key === "//" ? undefined : value));

test.each([
  ["the default configuration", {}],
  ["every option", askForEverything],
])("cdktn writes the same six stacks as cdktf for %s", (_, input) => {
  const expected = synthesiseWith("cdktf", input);
  const actual = synthesiseWith("cdktn", input);
  expect(new Set(expected.map(version))).toEqual(new Set([cdktf.version]));
  expect(new Set(actual.map(version))).toEqual(new Set([cdktn.version]));
  expect(actual.map(withoutMetadata)).toEqual(expected.map(withoutMetadata));
});
