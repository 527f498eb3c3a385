import { App, Testing } from "cdktf";
import { addStacks } from "../../../stacks";
import type { Config } from "../../../stacks/config";
import type { Pins } from "../../../stacks/config/pins";
import type { StackName } from "../../../stacks/constructs/terraform/freehold-stack";

export type Attributes = Record<string, unknown>;
export type Blocks = Record<string, Record<string, Attributes>>;

/** What matters of a synthesised stack. */
export interface Synthesised {
  terraform: { backend: Record<string, Attributes>; required_providers: Record<string, Attributes> };
  variable?: Record<string, Attributes & { description: string }>;
  locals?: Record<string, string>;
  output?: Record<string, Attributes>;
  data?: Blocks;
  resource?: Blocks;
}

/** Synthesises all stacks in memory. Guards do not run. */
export function synthesiseAll(config: Config, pins: Pins): Record<StackName, Synthesised> {
  const stacks = addStacks(new App({ outdir: "cdktf.out" }), { config, pins });
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
