import { Fn, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { checkSecretFormat } from "./secret-format";

export interface RequiredVariableProps {
  /** What the value is and where to find it; Terraform shows it when it asks. */
  readonly description: string;
  /** Regular expression (RE2) that the whole value must match. */
  readonly pattern: string;
  /** What the value must look like, for the error: "must be …". */
  readonly format: string;
  /**
   * A further condition that Terraform checks, by the reference to the variable. Not for sensitive ones.
   * @default none
   */
  readonly condition?: (reference: string) => string;
  /**
   * Whether Terraform must not show the value.
   * @default false
   */
  readonly sensitive?: boolean;
}

/**
 * A value that only the user can know: a Terraform variable that is refused when its format is wrong, or it has no value.
 * Its default is empty, so that Terraform refuses at once and names it: without a default, `cdktf deploy` waits for ever for
 * an answer to a question that was never asked.
 */
export function requiredVariable(scope: Construct, name: string, props: RequiredVariableProps): string {
  const variable = new TerraformVariable(scope, name, {
    type: "string",
    description: props.description,
    sensitive: props.sensitive,
    default: "",
    nullable: false,
  });
  const check = {
    condition: Fn.can(Fn.regex(quoted(`^(${props.pattern})$`), variable.stringValue)),
    errorMessage: `The variable ${name} ${props.format}. Set TF_VAR_${name}.`,
  };
  if (props.sensitive) checkSecretFormat(scope, name, [check]);
  else variable.addValidation(check);
  if (props.condition) {
    const { format } = props;
    variable.addValidation({
      condition: props.condition(variable.fqn),
      errorMessage: `The variable ${name} ${format}. Set TF_VAR_${name}.`,
    });
  }
  return variable.stringValue;
}

/**
 * A value that the user may know better: a Terraform variable that may be left out or empty.
 *
 * @returns the reference to the variable, for an expression that says what holds when it is empty
 */
export function optionalVariable(
  scope: Construct,
  name: string,
  props: Omit<RequiredVariableProps, "sensitive" | "condition">,
): string {
  const variable = new TerraformVariable(scope, name, {
    type: "string",
    description: props.description,
    default: "",
    nullable: false,
  });
  variable.addValidation({
    condition: Fn.can(Fn.regex(quoted(`^(${props.pattern})?$`), variable.stringValue)),
    errorMessage: `The variable ${name} ${props.format}, or empty. Set TF_VAR_${name}.`,
  });
  return variable.fqn;
}

/** A pattern as Terraform writes it between quotes, where a backslash stands for itself only when doubled. */
function quoted(pattern: string): string {
  return pattern.replaceAll("\\", "\\\\");
}
