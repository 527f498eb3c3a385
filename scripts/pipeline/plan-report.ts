import { z } from "zod";
import { notRunning } from "../drift/not-running";
import { planDrift } from "../drift/plan-drift";

const planSchema = z.object({
  resource_changes: z
    .array(z.object({ address: z.string(), change: z.object({ actions: z.array(z.string()) }) }))
    .default([]),
});

/** What came of one stack: Terraform's plan as JSON, or why there is none. */
export type StackPlan = { stack: string; plan: unknown } | { stack: string; problem: string };

interface Change {
  address: string;
  action: "create" | "update" | "replace" | "delete";
}

/** The changes of a plan; an empty list says that there is nothing to do. */
export function changesOf(plan: unknown): Change[] {
  return planSchema.parse(plan).resource_changes.flatMap(({ address, change: { actions } }): Change[] => {
    if (actions.includes("create") && actions.includes("delete")) return [{ address, action: "replace" }];
    const [action] = actions;
    return action === "create" || action === "update" || action === "delete" ? [{ address, action }] : [];
  });
}

/** Whether every stack could be planned and is as configured: Oracle's own defaults are no drift. */
export const isClean = (plans: readonly StackPlan[]): boolean =>
  plans.every(
    (result) => "plan" in result && planDrift(result.plan).length === 0 && notRunning(result.plan).length === 0,
  );

/** Signs, most urgent first. */
const signs = { replace: "±", delete: "−", update: "~", create: "+" } as const;

/**
 * The plans of all stacks as one comment. Only addresses are shown, never values: a comment is read by everybody.
 */
export function planReport(plans: readonly StackPlan[]): string {
  const sections = plans.map((result) => {
    if ("problem" in result) return `### ${result.stack}: not planned\n\n${result.problem}`;
    const changes = changesOf(result.plan);
    const stopped = notRunning(result.plan).map(
      ({ address, attributes }) => `\n\nNot running: ${address} (${attributes.join(", ")})`,
    );
    if (changes.length === 0) return `### ${result.stack}: no changes${stopped.join("")}`;
    const order = Object.keys(signs);
    const lines = [...changes]
      .sort((one, other) => order.indexOf(one.action) - order.indexOf(other.action))
      .map(({ action, address }) => `${signs[action]} ${address}`);
    return `### ${result.stack}: ${count(changes)}\n\n\`\`\`diff\n${lines.join("\n")}\n\`\`\`${stopped.join("")}`;
  });
  return ["<!-- freehold-plan -->", "## What this would change", ...sections].join("\n\n");
}

const count = (changes: readonly Change[]): string =>
  (Object.keys(signs) as Change["action"][])
    .map((action) => ({ action, number: changes.filter((change) => change.action === action).length }))
    .filter(({ number }) => number > 0)
    .map(({ action, number }) => `${number} to ${action}`)
    .join(", ");
