import { OperationError } from "./operation-error";
import type { Terraform } from "./terraform";
import { type VariableProblem, variableProblems } from "./variable-problems";

/**
 * Refuses to go on while a stack's variables are missing or malformed, so that neither Terraform asks for them nor a half
 * of the work is done before one is refused.
 *
 * @throws {OperationError} that names each, with where its value is found; never with a value
 */
export function requireVariables(terraform: Terraform, env?: NodeJS.ProcessEnv): void {
  const problems = variableProblems(terraform.synthesised(), { ...process.env, ...env });
  if (problems.length > 0) throw new OperationError(variablesMessage(terraform.stack, problems));
}

/** What is wrong with the variables of a stack, a line each. */
export function variablesMessage(stack: string, problems: readonly VariableProblem[]): string {
  const lines = problems.map(
    ({ name, missing, advice }) => `  ${name} ${missing ? "is not set" : "is wrong"}: ${advice}`,
  );
  return `The stack ${stack} needs other variables:\n${lines.join("\n")}\nSet them in .env; .env.example says where each value is found`;
}
