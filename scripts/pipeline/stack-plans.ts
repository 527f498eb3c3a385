import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type StackName, stackNames } from "../../stacks/constructs/freehold-stack";
import { Terraform } from "../operations/terraform";
import type { StackPlan } from "./plan-report";

/**
 * Plans every stack as it is synthesised, and changes nothing. A stack whose upstream is not applied yet can't be planned,
 * and says so; the others are planned all the same.
 */
export async function stackPlans(): Promise<StackPlan[]> {
  const plans: StackPlan[] = [];
  for (const stack of stackNames) {
    try {
      plans.push({ stack, plan: await planOf(stack) });
    } catch (error) {
      plans.push({ stack, problem: firstProblem(error instanceof Error ? error.message : String(error)) });
    }
  }
  return plans;
}

/**
 * Terraform's plan of a stack, as JSON. Its exit code is not asked: it has been seen to say "changes" where there were
 * none.
 *
 * @param env Terraform's variables on top of this process's own
 * @throws {Error} with what Terraform says
 */
export async function planOf(stack: StackName, env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const terraform = new Terraform(stack);
  await terraform.init();
  const file = path.join(mkdtempSync(path.join(tmpdir(), "freehold-plan-")), "plan");
  const options = ["-input=false", "-no-color", "-lock=false", `-out=${file}`];
  const planned = await terraform.run(["plan", ...options], { env, input: "" });
  if (planned.status !== 0) throw new Error(planned.errors || planned.output);
  const shown = await terraform.run(["show", "-json", file], { input: "" });
  if (shown.status !== 0) throw new Error(shown.errors);
  return JSON.parse(shown.output);
}

/** The first error that Terraform names, and what to do when it is that something is not applied yet. */
function firstProblem(message: string): string {
  const [, problem = "Terraform failed"] = /Error: (.+)/.exec(message) ?? [];
  return /Unable to find remote state|Unsupported attribute|No state/i.test(problem)
    ? "A stack that it builds on is not applied yet, or lacks a new output: it is planned once that one is."
    : problem;
}
