import { App, Testing } from "cdktf";
import { addStacks } from "../../stacks";
import { type ConfigInput, defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import type { StackName } from "../../stacks/constructs/freehold-stack";

export type Attributes = Record<string, unknown>;
type Blocks = Record<string, Record<string, Attributes>>;

/** What matters of a synthesised stack. */
export interface Synthesised {
  terraform: { backend: Record<string, Attributes>; required_providers: Record<string, Attributes> };
  variable?: Record<string, Attributes & { description: string }>;
  locals?: Record<string, string>;
  output?: Record<string, Attributes>;
  data?: Blocks;
  resource?: Blocks;
}

/** Synthesises all stacks from a configuration, with the pins of the repository. */
export function synthesise(input: ConfigInput = {}): Record<StackName, Synthesised> {
  const stacks = addStacks(new App({ outdir: "cdktf.out" }), { config: defineConfig(input), pins: readPins() });
  // What a stack hands to others is known only when these have been looked at.
  for (const stack of Object.values(stacks)) stack.prepareStack();
  const json = (name: StackName): Synthesised => JSON.parse(Testing.synth(stacks[name]));
  return {
    network: json("network"),
    bootstrap: json("bootstrap"),
    compute: json("compute"),
    connections: json("connections"),
    platform: json("platform"),
    apps: json("apps"),
  };
}

/** The attributes of every resource of a type. */
export function resources(stack: Synthesised, type: string): Attributes[] {
  return Object.values(stack.resource?.[type] ?? {});
}

/** The attributes of the one resource of a type whose id begins as given, and fails if there is another or none. */
export function resource(stack: Synthesised, type: string, id = ""): Attributes {
  const found = Object.entries(stack.resource?.[type] ?? {}).filter(([name]) => name.startsWith(id));
  const [only, ...others] = found;
  if (!only || others.length > 0) throw new Error(`${found.length} resources ${type}.${id}…, expected one`);
  return only[1];
}

/** A reference as Terraform writes it, such as that to a variable. */
export const ref = (path: string): string => `\${${path}}`;
