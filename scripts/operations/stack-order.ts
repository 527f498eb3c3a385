import { readFileSync } from "node:fs";
import { z } from "zod";
import { didYouMean } from "../../stacks/config/did-you-mean";
import { type StackName, stackNames } from "../../stacks/constructs/terraform/freehold-stack";
import { OperationError } from "./operation-error";

const manifestSchema = z.object({
  stacks: z.record(z.string(), z.object({ dependencies: z.array(z.string()) })),
});

/** The stacks whose resources are behind the Kubernetes API. */
export const onCluster = (stack: StackName): boolean => stack === "platform" || stack === "apps";

/**
 * The stack that a user has named.
 *
 * @param command how the command is called, such as `npx freehold deploy`
 * @throws {OperationError} that names the stacks in order
 */
export function knownStack(name: string | undefined, command: string, order: readonly StackName[] = stackNames) {
  const list = `In this order: ${order.join(", ")}.`;
  if (name === undefined) throw new OperationError(`Name the stack: ${command} <stack>. ${list}`);
  const stack = stackNames.find((known) => known === name);
  if (!stack) throw new OperationError(`There is no stack "${name}". ${didYouMean(name, stackNames)} ${list}`);
  return stack;
}

/**
 * The stacks that a stack takes something from, or needs to be running, by the last synthesis.
 *
 * @param manifest path of the manifest that it wrote
 */
export const upstreamsOf = (stack: StackName, manifest = "cdktf.out/manifest.json"): StackName[] =>
  stackNames.filter((name) => dependencies(manifest)[stack]?.includes(name));

/** The stacks that build on a stack, directly or not, in the order in which they are deployed. */
export function downstreamsOf(stack: StackName, manifest = "cdktf.out/manifest.json"): StackName[] {
  const all = dependencies(manifest);
  const found = new Set<string>([stack]);
  for (const name of stackNames) if (all[name]?.some((upstream) => found.has(upstream))) found.add(name);
  return stackNames.filter((name) => name !== stack && found.has(name));
}

function dependencies(manifest: string): Record<string, string[]> {
  const { stacks } = manifestSchema.parse(JSON.parse(readFileSync(manifest, "utf8")));
  return Object.fromEntries(Object.entries(stacks).map(([name, stack]) => [name, stack.dependencies]));
}
