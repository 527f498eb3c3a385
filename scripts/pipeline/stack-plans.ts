import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type StackName, stackNames } from "../../stacks/constructs/freehold-stack";
import { Terraform } from "../operations/terraform";
import { imageInService } from "./image-in-service";
import type { StackPlan } from "./plan-report";

/** The stacks whose resources are behind the Kubernetes API. */
const onCluster: StackName[] = ["platform", "apps"];

/**
 * Plans every stack as it is synthesised, and changes nothing. A stack whose upstream is not applied yet can't be planned,
 * and says so; the others are planned all the same.
 *
 * @param cluster whether the Kubernetes API can be reached; without it, the stacks on it are compared with their state only
 */
export async function stackPlans(cluster: boolean): Promise<StackPlan[]> {
  const plans: StackPlan[] = [];
  for (const stack of stackNames) {
    try {
      const refresh = cluster || !onCluster.includes(stack);
      // A release sets the image, not the checkout: what is compared is everything else.
      const image = stack === "apps" ? await imageInService() : undefined;
      plans.push({ stack, plan: await planOf(stack, image ? { TF_VAR_freehold_image: image } : {}, refresh) });
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
 * @param refresh whether what is there is looked at, and not only what the state remembers of it
 * @throws {Error} with what Terraform says
 */
export async function planOf(stack: StackName, env: NodeJS.ProcessEnv = {}, refresh = true): Promise<unknown> {
  const terraform = new Terraform(stack);
  await terraform.init();
  const file = path.join(mkdtempSync(path.join(tmpdir(), "freehold-plan-")), "plan");
  const options = ["-input=false", "-no-color", "-lock=false", `-refresh=${refresh}`, `-out=${file}`];
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
