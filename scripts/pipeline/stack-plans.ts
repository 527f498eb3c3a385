import { type StackName, stackNames } from "../../stacks/constructs/terraform/freehold-stack";
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
      const terraform = new Terraform(stack);
      const image = stack === "apps" ? await imageInService(terraform) : undefined;
      const env = image ? { TF_VAR_freehold_image: image } : {};
      await terraform.init();
      plans.push({ stack, plan: await terraform.plan({ env, refresh }) });
    } catch (error) {
      plans.push({ stack, problem: readable(error instanceof Error ? error.message : String(error)) });
    }
  }
  return plans;
}

/** What Terraform says, or what to do when it is that something is not applied yet. */
function readable(problem: string): string {
  return /Unable to find remote state|Unsupported attribute|No state/i.test(problem)
    ? "A stack that it builds on is not applied yet, or lacks a new output: it is planned once that one is."
    : problem;
}
