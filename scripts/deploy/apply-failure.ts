import type { StackName } from "../../stacks/constructs/terraform/freehold-stack";
import { OperationError } from "../operations/operation-error";
import type { ProgramResult } from "../operations/program";
import { onCluster } from "../operations/stack-order";
import { type Unfinished, unfinished } from "./unfinished";

/** The error that an apply, or a destroy, ends with that was asked to stop. */
export function stoppedError(stack: StackName, { stopped, output }: ProgramResult, goOn: string): OperationError {
  if (stopped === "asked") {
    return new OperationError(`Stopped. What exists is in Terraform's state; ${goOn} goes on from there`, {
      exitCode: 130,
    });
  }
  const lines = leftOvers(unfinished(output));
  return new OperationError(
    `Ended before Terraform was done.${lines ? ` These may exist without being in its state:\n${lines}` : " Its state may be behind."}\n${howToFind(stack, goOn)}`,
    { exitCode: 130 },
  );
}

const leftOvers = (begun: readonly Unfinished[]): string =>
  begun.map(({ address, action }) => `  ${address} (${action.toLowerCase()})`).join("\n");

function howToFind(stack: StackName, goOn: string): string {
  if (onCluster(stack)) return `${goOn} finds what is in the cluster, and asks what to do with it.`;
  return `To find them: in Oracle's console, Governance, Tenancy explorer, the platform's compartment; or
  oci search resource structured-search --query-text "query all resources where freeformTags.key = 'stack' && freeformTags.value = '${stack}'"
Take one into the state with terraform -chdir=cdktf.out/stacks/${stack} import ADDRESS OCID, or delete it. Then ${goOn} goes on.`;
}
