import { App } from "cdktf";
import type { OutsideChart } from "../../scripts/manifests/outside-chart";
import { stackManifests } from "../../scripts/manifests/stack-manifests";
import { addStacks } from "../../stacks";
import { type ConfigInput, defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import type { ChartName } from "../../stacks/constructs/kubernetes/helm-chart";
import { declaredPods } from "../../stacks/ledger/pods";
import { synthesizedResources } from "../../stacks/ledger/synthesized";

export const pins = readPins();

/** The version of Kubernetes that the cluster gets. */
export const kubernetes = pins.k3s.version.replace(/^v|\+.*$/g, "");

/** A chart as the stack platform releases it, with the pods that the ledger counts for it, and what is made beside it. */
export function released(name: ChartName, input: ConfigInput = {}) {
  const app = new App({ outdir: "cdktf.out" });
  const { platform } = addStacks(app, { config: defineConfig(input), pins });
  const { charts, objects } = stackManifests("platform", synthesizedResources(app));
  const chart = charts.find((one): one is OutsideChart => one.name === name);
  if (!chart) throw new Error(`the stack platform releases no ${name}`);
  return { chart, pods: declaredPods(platform.node.findChild(name)), objects };
}
