import type { App, TerraformStack } from "cdktf";
import { allDefinitions } from "../../services/definitions";
import type { Config } from "../config";
import { k3sPods } from "../ledger/k3s-pods";
import { countedPaths, declaredPods, type PodFootprint } from "../ledger/pods";
import { type SynthesizedResource, stacksOf, stackVariables, synthesizedResources } from "../ledger/synthesized";
import { awakeProblems } from "./awake";
import { autoscalerProblems, capacityProblems, uncountedProblems } from "./capacity";
import { connectionProblems } from "./connections";
import { daprProblems } from "./dapr";
import { databaseSizeProblems } from "./database-size";
import { freeTierProblems } from "./free-tier";
import { imageProblems, unusedImageProblems } from "./images";
import { networkProblems } from "./network";
import { probeProblems } from "./probes";
import { secretKeyProblems } from "./secret-keys";
import { startProblems } from "./starts";

/** All that the guards look at. */
export interface SynthesizedPlan {
  readonly config: Config;
  readonly resources: readonly SynthesizedResource[];
  readonly variables: readonly { path: string; name: string }[];
  /** The pods that the constructs have stated, and the paths of these constructs. */
  readonly pods: readonly PodFootprint[];
  readonly countedPaths: readonly string[];
}

/** The plan of an app to which all stacks are added. */
export const synthesizedPlan = (app: App, config: Config): SynthesizedPlan => ({
  config,
  resources: synthesizedResources(app),
  variables: stackVariables(app),
  pods: declaredPods(app),
  countedPaths: countedPaths(app),
});

/** Why a plan must not be carried out; every reason names its fix. */
export const planProblems = ({ config, resources, variables, pods, countedPaths }: SynthesizedPlan): string[] => [
  ...freeTierProblems(resources),
  ...uncountedProblems(resources, countedPaths),
  ...capacityProblems(config, [...k3sPods(config), ...pods]),
  ...autoscalerProblems(resources, pods),
  ...daprProblems(resources),
  ...secretKeyProblems(resources),
  ...imageProblems(resources),
  ...unusedImageProblems(resources, variables),
  ...networkProblems(config, resources),
  ...connectionProblems(config, allDefinitions),
  ...databaseSizeProblems(config, allDefinitions),
  ...awakeProblems(resources),
  ...probeProblems(resources),
  ...startProblems(config, resources),
];

/**
 * Stops a synth of plans that would cost money, not fit, or misbehave. The first stack carries the checks of all of them,
 * so that nothing is written before they pass.
 *
 * @param app with all stacks already added
 */
export function addGuards(app: App, config: Config): void {
  stacksOf(app)[0]?.node.addValidation({
    validate: () => {
      for (const stack of stacksOf(app)) resolveOnce(stack);
      return planProblems(synthesizedPlan(app, config));
    },
  });
}

/** What is written is what the guards have seen; CDKTF would resolve each resource again. */
function resolveOnce(stack: TerraformStack): void {
  const resolved: unknown = stack.toTerraform();
  stack.toTerraform = () => resolved;
}
