import "./plain-errors";
import { App } from "cdktf";
import { stringify } from "yaml";
import config from "../freehold.config";
import { addStacks } from "../stacks";
import { didYouMean } from "../stacks/config/did-you-mean";
import { readPins } from "../stacks/config/read-pins";
import { synthesizedResources } from "../stacks/ledger/synthesized";
import { findComponent } from "./components/find";
import { renderChart } from "./manifests/render-chart";
import { stackManifests } from "./manifests/stack-manifests";
import { commandLine } from "./operations/command-line";
import { OperationError } from "./operations/operation-error";

const stacks = ["platform", "apps"] as const;
const usage = `Prints the Kubernetes objects that a stack makes, as YAML, to read or to compare. Values that only Terraform knows stand
as its references, and charts from outside are named in comments.

Usage: npx freehold manifests platform|apps [--charts]

  --charts   Helm renders these charts too, from where the configuration has them`;

const print = (objects: readonly object[]) => {
  for (const object of objects) console.log(`---\n${stringify(object, { lineWidth: 0 }).trimEnd()}`);
};

async function main(): Promise<void> {
  const { positionals, values } = commandLine(usage, { charts: { type: "boolean" } }, 1);
  const [name] = positionals;
  if (name === undefined) throw new OperationError(`Name the stack.\n\n${usage}`);
  const stack = stacks.find((known) => known === name);
  if (!stack) throw new OperationError(`There are no manifests of "${name}". ${didYouMean(name, stacks)}`);
  const pins = readPins();
  const app = new App();
  addStacks(app, { config, pins });
  const { objects, charts } = stackManifests(stack, synthesizedResources(app));
  print(objects);
  const sources: Record<string, { path?: string }> = config.platform.charts;
  for (const chart of charts) {
    const { chart: place, version = "", repository = "" } = chart;
    console.log(
      `# chart ${chart.name}, in the namespace ${chart.namespace}: ${[place, version, repository].join(" ").trim()}`,
    );
    if (!values.charts) continue;
    print(
      await renderChart(chart, {
        helm: findComponent("helm"),
        source: sources[chart.name]?.path,
        kubernetes: pins.k3s.version.replace(/^v|\+.*$/g, ""),
      }),
    );
  }
}

void main();
