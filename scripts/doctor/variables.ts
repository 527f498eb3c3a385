import { variableProblems } from "../operations/variable-problems";
import type { Check } from "./check";

/** The stacks that are deployed first; the others' services may not have been chosen yet. */
const first = ["network", "bootstrap", "compute"];

/**
 * Whether each variable that a stack asks for is there and has the right form. One of a later stack that is not there yet is
 * a warning: it keeps nothing from being deployed that comes before. One that is malformed is a problem in every stack.
 *
 * @param stacks synthesised stacks by name
 */
export function variables(stacks: Record<string, unknown>, env: NodeJS.ProcessEnv = process.env): Check[] {
  const checks = new Map<string, Check>();
  for (const [stack, synthesised] of Object.entries(stacks)) {
    for (const { name, missing, advice } of variableProblems(synthesised, env)) {
      const state = missing && !first.includes(stack) ? "warning" : "problem";
      if (checks.get(name)?.state === "problem") continue;
      const fix = missing ? `${advice.replace(/\.$/, "")}. Set it in .env` : "Correct it in .env";
      checks.set(name, { name, state, found: missing ? `not set; ${stack} needs it` : advice, fix });
    }
  }
  if (checks.size === 0)
    return [{ name: "Variables", state: "ok", found: "all that the stacks ask for have the right form" }];
  return [...checks.values()];
}
