import type { Precondition } from "cdktf";
import type { Construct } from "constructs";
import { TerraformData } from "./terraform-data";

/**
 * Refuses a sensitive variable whose value has a wrong form. A validation of the variable itself would do it too, but
 * Terraform prints the value that one refuses, sensitive or not (seen with 1.11.4), and so a mistyped password into the log
 * of a pipeline.
 *
 * @param name the variable's
 */
export function checkSecretFormat(scope: Construct, name: string, checks: Precondition[]): void {
  new TerraformData(scope, `${name}_format`, { lifecycle: { precondition: checks } });
}
