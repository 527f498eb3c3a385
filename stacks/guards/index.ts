import type { App } from "cdktf";
import { allNeeds } from "../../services/needs";
import type { Config } from "../config";
import { k3sPods } from "../ledger/k3s-pods";
import { countedPaths, declaredPods } from "../ledger/pods";
import { awakeProblems } from "./awake";
import { capacityProblems, uncountedProblems } from "./capacity";
import { connectionProblems } from "./connections";
import { daprProblems } from "./dapr";
import { databaseSizeProblems } from "./database-size";
import { freeTierProblems } from "./free-tier";
import { imageProblems } from "./images";
import { networkProblems } from "./network";
import { secretKeyProblems } from "./secret-keys";
import { stacksOf, synthesizedResources } from "./synthesized";

/**
 * Stops a synth of plans that would cost money, not fit, or misbehave; every reason names its fix. The first stack carries
 * the checks of all of them, so that nothing is written before they pass.
 *
 * @param app with all stacks already added
 */
export function addGuards(app: App, config: Config): void {
  const validate = () => {
    const resources = synthesizedResources(app);
    return [
      ...freeTierProblems(resources),
      ...uncountedProblems(resources, countedPaths(app)),
      ...capacityProblems(config, [...k3sPods(config), ...declaredPods(app)]),
      ...daprProblems(resources),
      ...secretKeyProblems(resources),
      ...imageProblems(resources),
      ...networkProblems(config, resources),
      ...connectionProblems(config, allNeeds),
      ...databaseSizeProblems(config, allNeeds),
      ...awakeProblems(resources),
    ];
  };
  stacksOf(app)[0]?.node.addValidation({ validate });
}
