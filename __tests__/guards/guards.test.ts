import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { App } from "cdktf";
import { addStacks } from "../../stacks";
import { type ConfigInput, defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { Manifests } from "../../stacks/constructs/kubernetes/manifests";
import { Secret } from "../../stacks/constructs/kubernetes/secret";

const outdir = mkdtempSync(path.join(tmpdir(), "freehold-synth-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/** A synth as `npm run synth` does it, of stacks to which `add` may add. */
function synth(input: ConfigInput, add: (stacks: ReturnType<typeof addStacks>) => void = () => {}): void {
  const app = new App({ outdir });
  add(addStacks(app, { config: defineConfig(input), pins: readPins() }));
  app.synth();
}

test.each<[string, ConfigInput, RegExp]>([
  ["the free tier", { nodes: { server: { ocpus: 2 } } }, /Not free: A1 OCPUs would be 3, Always Free has 2/],
  [
    "the free disks",
    { nodes: { server: { bootVolumeGb: 51 } } },
    /Not free: Block storage, GB would be 101, Always Free has 100/,
  ],
  [
    "the capacity",
    { apps: { services: { backend: { replicas: 10 } } } },
    /Does not fit: the pods of node server ask for .* apps\.services\.backend/,
  ],
  [
    "the database's connections",
    { apps: { services: { backend: { maxReplicas: 10 } } } },
    /Too many connections: the pools may open \d+/,
  ],
  ["the database's size", { connections: { database: { tasks: 1_000_000 } } }, /Too much data: 1000000 tasks/],
])("a synth that breaks %s by one setting stops, and writes nothing", (_, input, message) => {
  expect(() => synth(input)).toThrow(message);
  expect(
    readdirSync(path.join(outdir, "stacks"), { recursive: true }).filter((file) => /\.json$/.test(String(file))),
  ).toEqual([]);
});

test("every guard looks at every stack", () => {
  const add = ({ platform, apps }: ReturnType<typeof addStacks>) => {
    new Secret(platform, { name: "unread", namespace: "default", data: { key: "value" } });
    new Manifests(platform, "open", {
      name: "open",
      namespace: "freehold",
      manifests: [
        {
          apiVersion: "dapr.io/v1alpha1",
          kind: "Component",
          metadata: { name: "open" },
          ...{ spec: { type: "state.postgresql", metadata: [] } },
        },
      ],
    });
    new DeploymentV1(apps, "cache", {
      metadata: { name: "cache" },
      spec: { template: { metadata: {}, spec: { container: [{ name: "cache", image: "redis:7" }] } } },
    });
  };
  let refusal = "";
  try {
    synth({}, add);
  } catch (error) {
    refusal = String(error);
  }
  expect(refusal).toMatch(/Not counted: apps\/cache/);
  expect(refusal).toMatch(/Image redis:7 of apps\/cache/);
  expect(refusal).toMatch(/Secret key unread\/key of platform\/unread-secret is read nowhere/);
  expect(refusal).toMatch(/Dapr Component open has no scopes/);
  expect(refusal).toMatch(/Keeps the database awake: Dapr Component open cleans up on a timer/);
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
