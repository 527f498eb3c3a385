import { OperationError } from "../operations/operation-error";
import { requireVariables } from "../operations/require-variables";
import type { Terraform } from "../operations/terraform";
import { notRunning } from "./not-running";
import { type Difference, planDrift } from "./plan-drift";

/** What was found out about a stack, or about what runs in the cluster. */
export type Finding =
  | { kind: "clean" }
  | { kind: "drifted"; differences: Difference[] }
  | { kind: "not-applied" }
  /** It could not be looked at, which is no failure: the cluster is not there, or not to be reached. */
  | { kind: "not-compared"; reason: string }
  | { kind: "failed"; reason: string };

/** Plans a stack as a deploy would, and reads what it would change. It changes and locks nothing. */
export async function stackDrift(terraform: Terraform): Promise<Finding> {
  try {
    await terraform.init();
    if ((await terraform.resources()).length === 0) return { kind: "not-applied" };
    requireVariables(terraform);
    const plan = await terraform.plan();
    const differences = [...planDrift(plan), ...notRunning(plan)];
    return differences.length === 0 ? { kind: "clean" } : { kind: "drifted", differences };
  } catch (error) {
    if (error instanceof OperationError) return { kind: "failed", reason: error.message };
    throw error;
  }
}
