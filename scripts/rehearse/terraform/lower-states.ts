import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { localStateFile, type StackName } from "../../../stacks/constructs/terraform/freehold-stack";
import type { Synthesised } from "../stacks/synthesised";

/** The stacks below the cluster from which those above read. */
const lower = ["network", "bootstrap"] as const satisfies readonly StackName[];

/**
 * Writes the state files of the stacks that a rehearsal does not deploy, with what the stacks above read from them.
 * @param directory folder of the state files
 * @param outputOf value of an output of a stack below
 */
export function writeLowerStates(
  directory: string,
  stacks: Record<StackName, Synthesised>,
  outputOf: (stack: (typeof lower)[number], output: string) => string,
): void {
  const above = JSON.stringify([stacks.connections, stacks.platform, stacks.apps]);
  for (const stack of lower) {
    const read = new RegExp(`cross-stack-reference-input-${stack}\\.outputs\\.([\\w-]+)`, "g");
    const names = [...new Set([...above.matchAll(read)].map(([, name = ""]) => name))];
    const outputs = names.map((name) => [name, { value: outputOf(stack, name), type: "string", sensitive: true }]);
    const state = {
      ...{ version: 4, terraform_version: "1.4.0", serial: 1, lineage: randomUUID() },
      ...{ outputs: Object.fromEntries(outputs), resources: [] },
    };
    writeFileSync(localStateFile({ directory }, stack), JSON.stringify(state), { mode: 0o600 });
  }
}
