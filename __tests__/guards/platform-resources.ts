import { App } from "cdktf";
import { addStacks } from "../../stacks";
import { type Config, type ConfigInput, defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { type SynthesizedResource, synthesizedResources } from "../../stacks/ledger/synthesized";

/** Everything that the stacks make, which a test may put a defect into. */
export function platformResources(input: ConfigInput = {}): { config: Config; resources: SynthesizedResource[] } {
  const config = defineConfig(input);
  const app = new App({ outdir: "cdktf.out" });
  addStacks(app, { config, pins: readPins() });
  return { config, resources: synthesizedResources(app) };
}

/** The same with a text of one resource replaced; fails when the text is not there. */
export function replaceIn(
  resources: readonly SynthesizedResource[],
  path: string,
  text: string,
  replacement: string,
): SynthesizedResource[] {
  return resources.map((resource) => {
    if (resource.path !== path) return resource;
    const before = JSON.stringify(resource.attributes);
    if (!before.includes(text)) throw new Error(`${path} does not hold ${text}: ${before}`);
    return { ...resource, attributes: JSON.parse(before.replaceAll(text, replacement)) };
  });
}

export const without = (resources: readonly SynthesizedResource[], path: string): SynthesizedResource[] => {
  if (!resources.some((resource) => resource.path === path)) throw new Error(`there is no ${path}`);
  return resources.filter((resource) => resource.path !== path);
};
