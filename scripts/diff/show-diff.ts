import { requireVariables } from "../operations/require-variables";
import type { Terraform } from "../operations/terraform";

/**
 * Shows the plan of a stack while Terraform makes it. It takes no lock and makes no change.
 *
 * @returns Terraform's exit code: 0 when it could plan, changes or none
 * @throws {OperationError} if a variable that the stack needs is missing, before Terraform runs
 */
export async function showDiff(terraform: Terraform): Promise<number> {
  requireVariables(terraform);
  await terraform.init();
  const colour = process.stdout.isTTY ? [] : ["-no-color"];
  const { status } = await terraform.run(["plan", "-input=false", "-lock=false", ...colour], { show: true });
  return status;
}
