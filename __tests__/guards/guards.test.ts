import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { addStacks } from "../../stacks";
import { type ConfigInput, defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";

const outdir = mkdtempSync(path.join(tmpdir(), "freehold-synth-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/** A synth as `npm run synth` does it. */
function synth(input: ConfigInput): void {
  const app = new App({ outdir });
  addStacks(app, { config: defineConfig(input), pins: readPins() });
  app.synth();
}

test.each<[string, ConfigInput, RegExp]>([
  ["the free tier", { nodes: { server: { ocpus: 2 } } }, /Not free: A1 OCPUs would be 3, Always Free has 2/],
  [
    "the capacity",
    { apps: { services: { backend: { replicas: 10 } } } },
    /Does not fit: the pods of node server ask for .* apps\.services\.backend/,
  ],
  [
    "one more core",
    { apps: { services: { websocket: { requests: { cpuMillis: 1000 }, limits: { cpuMillis: 1000 } } } } },
    /Does not fit: the pods of node agent ask for .* apps\.services\.websocket/,
  ],
])("a synth that breaks %s by one setting stops, and writes nothing", (_, input, message) => {
  expect(() => synth(input)).toThrow(message);
  expect(
    readdirSync(path.join(outdir, "stacks"), { recursive: true }).filter((file) => /\.json$/.test(String(file))),
  ).toEqual([]);
});

test.each(["redpanda", "redis"] as const)("a synth with the broker %s and nothing else set passes", (broker) => {
  synth({ connections: { broker } });
  expect(readdirSync(path.join(outdir, "stacks")).sort()).toEqual([
    "apps",
    "bootstrap",
    "compute",
    "connections",
    "network",
    "platform",
  ]);
});
