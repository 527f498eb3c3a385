import { type Attributes, resources, type Synthesised } from "./synthesise";

/** A chart's values as JSON instead of text. */
export const values = (release: Attributes): Attributes => JSON.parse(String([release.values].flat()[0]));

/** The release of a name. */
export function release(stack: Synthesised, name: string): Attributes {
  const found = resources(stack, "helm_release").find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no release ${name}`);
  return found;
}
