import "./plain-errors";
import { App } from "cdktf";
import { stringify } from "yaml";
import config from "../freehold.config";
import { addStacks } from "../stacks";
import { didYouMean } from "../stacks/config/did-you-mean";
import { readPins } from "../stacks/config/read-pins";
import { synthesizedResources } from "../stacks/guards/synthesized";
import { stackManifests } from "./manifests/stack-manifests";

/**
 * `npm run manifests -- platform|apps`: the Kubernetes objects that a stack makes, as YAML, to read or to compare. Values
 * that only Terraform knows stand as its references; charts from outside are named in comments.
 */
const stacks = ["platform", "apps"] as const;
const [name = ""] = process.argv.slice(2);
const stack = stacks.find((known) => known === name);
if (!stack) {
  console.error(`There are no manifests of "${name}". ${didYouMean(name, stacks)}`);
  process.exit(1);
}
const app = new App();
addStacks(app, { config, pins: readPins() });
const { objects, charts } = stackManifests(stack, synthesizedResources(app));
for (const chart of charts) console.log(`# chart ${chart.name}, in the namespace ${chart.namespace}`);
console.log(objects.map((object) => stringify(object, { lineWidth: 0 })).join("---\n"));
