import { type Attributes, resources, type Synthesised } from "./synthesise";

/** A chart's values as JSON instead of text, so that snapshots can be read. */
export const values = (release: Attributes): Attributes => JSON.parse(String([release.values].flat()[0]));

/** The release of a name. */
export function release(stack: Synthesised, name: string): Attributes {
  const found = resources(stack, "helm_release").find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no release ${name}`);
  return found;
}

/** The stack with the values of all its charts as JSON. */
export const readable = (stack: Synthesised): Synthesised => ({
  ...stack,
  resource: {
    ...stack.resource,
    helm_release: Object.fromEntries(
      Object.entries(stack.resource?.helm_release ?? {}).map(([id, attributes]) => [
        id,
        { ...attributes, values: values(attributes) },
      ]),
    ),
  },
});
