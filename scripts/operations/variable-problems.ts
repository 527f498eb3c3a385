import { z } from "zod";
import { variableForms } from "../../stacks/config/variable-forms";

const checks = z.array(z.object({ condition: z.string(), error_message: z.string() })).default([]);

const stackSchema = z.object({
  variable: z
    .record(
      z.string(),
      z.object({ description: z.string().default(""), default: z.unknown().optional(), validation: checks }),
    )
    .default({}),
  resource: z
    .object({
      terraform_data: z
        .record(z.string(), z.object({ lifecycle: z.object({ precondition: checks }).default({ precondition: [] }) }))
        .default({}),
    })
    .default({ terraform_data: {} }),
});

/** A variable that a stack cannot be planned with. Its value is never part of it: it may be secret. */
export interface VariableProblem {
  /** Name in the environment, such as TF_VAR_region. */
  readonly name: string;
  /** Whether it has no value at all. */
  readonly missing: boolean;
  /** What the value must be, or where it is found. */
  readonly advice: string;
}

/**
 * The variables of a synthesised stack that are missing, empty where they must not be, or have a wrong form: what Terraform
 * would refuse, and what the configuration would refuse in their place.
 *
 * @param stack the stack as JSON, as it is synthesised
 */
export function variableProblems(stack: unknown, env: NodeJS.ProcessEnv = process.env): VariableProblem[] {
  const { variable, resource } = stackSchema.parse(stack);
  return Object.entries(variable).flatMap(
    ([name, { description, default: byDefault, validation }]): VariableProblem[] => {
      const given = env[`TF_VAR_${name}`] ?? byDefault;
      const value = typeof given === "string" ? given : given === undefined || given === null ? "" : String(given);
      const conditions = [...validation, ...(resource.terraform_data[`${name}_format`]?.lifecycle.precondition ?? [])];
      const message = broken(name, value, conditions);
      // One that has no form of its own is required when it has no default.
      const missing = value === "" && (message !== undefined || byDefault === undefined);
      if (missing) return [{ name: `TF_VAR_${name}`, missing, advice: description }];
      return message === undefined ? [] : [{ name: `TF_VAR_${name}`, missing, advice: message }];
    },
  );
}

function broken(name: string, value: string, conditions: z.output<typeof checks>): string | undefined {
  const refused = conditions.find(({ condition }) => !holds(condition, value));
  if (refused) return refused.error_message.replace(`The variable ${name} `, "").replace(/ Set TF_VAR_\w+\.$/, "");
  const form = value === "" ? undefined : variableForms[name]?.schema.safeParse(value);
  return form?.error?.issues[0]?.message;
}

/** Whether a condition on a variable holds; one of a kind that is not known here is left to Terraform. */
function holds(condition: string, value: string): boolean {
  const [, pattern] = /^\$\{can\(regex\("(.*)", \S+\)\)\}$/s.exec(condition) ?? [];
  if (pattern !== undefined) {
    // Terraform doubles backslashes, and knows classes of POSIX.
    const expression = pattern.replaceAll("\\\\", "\\").replaceAll("[:space:]", "\\s");
    return new RegExp(expression).test(value);
  }
  const [, part] = /^\$\{\(?!\(?strcontains\(\S+, "(.*)"\)\)?\)?\}$/s.exec(condition) ?? [];
  return part === undefined || !value.includes(part);
}
