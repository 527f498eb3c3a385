import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const manifestSchema = z.object({
  stacks: z.record(z.string(), z.object({ dependencies: z.array(z.string()) })),
});
const stateSchema = z.object({ outputs: z.record(z.string(), z.unknown()) });

/**
 * The stacks that a stack takes something from, or needs to be running, and that have no outputs yet.
 *
 * @param manifest path of the manifest that a synthesis wrote
 * @param stateFile gives the path of a stack's local state
 */
export function missingUpstreams(manifest: string, stack: string, stateFile: (stack: string) => string): string[] {
  const { stacks } = manifestSchema.parse(JSON.parse(readFileSync(manifest, "utf8")));
  return (stacks[stack]?.dependencies ?? []).filter((upstream) => !hasOutputs(stateFile(upstream)));
}

function hasOutputs(file: string): boolean {
  if (!existsSync(file)) return false;
  const state = stateSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  return state.success && Object.keys(state.data.outputs).length > 0;
}
