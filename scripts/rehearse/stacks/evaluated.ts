import { z } from "zod";
import type { StackName } from "../../../stacks/constructs/terraform/freehold-stack";
import type { SynthesizedResource } from "../../../stacks/ledger/synthesized";
import { issueCertificates } from "./issue-certificates";
import type { Synthesised } from "./synthesised";
import { evaluate, type TerraformValue } from "./terraform-expression";

/** A resource with the name by which others depend on it, such as `kubernetes_job_v1.migrate`. */
export interface StackResource extends SynthesizedResource {
  id: string;
}

const pathSchema = z.object({ metadata: z.object({ path: z.string() }) });
const stateReference = /^data\.terraform_remote_state\.cross-stack-reference-input-([a-z]+)\.outputs\.(.+)$/;

/**
 * What Terraform would send to its providers for the stacks connections, platform and apps: every expression evaluated,
 * passwords, keys and certificates made as the providers random and tls make them.
 */
export class EvaluatedStacks {
  private readonly issued = new Map<StackName, Map<string, string>>();

  private constructor(
    private readonly stacks: Record<StackName, Synthesised>,
    private readonly variables: Readonly<Record<string, string>>,
  ) {}

  /** @param variables values of the variables that the stacks ask for, by their names without `TF_VAR_` */
  static async of(
    stacks: Record<StackName, Synthesised>,
    variables: Readonly<Record<string, string>>,
  ): Promise<EvaluatedStacks> {
    const evaluated = new EvaluatedStacks(stacks, variables);
    await evaluated.issue();
    return evaluated;
  }

  /** The same stacks and state with other values of some variables. */
  withVariables(changed: Record<string, string>): EvaluatedStacks {
    const evaluated = new EvaluatedStacks(this.stacks, { ...this.variables, ...changed });
    for (const [name, kept] of this.issued) evaluated.issued.set(name, kept);
    return evaluated;
  }

  /** Other stacks over the same state: what is issued already stays, as in Terraform's state. */
  async changedTo(
    stacks: Record<StackName, Synthesised>,
    variables: Readonly<Record<string, string>> = this.variables,
  ): Promise<EvaluatedStacks> {
    const changed = await EvaluatedStacks.of(stacks, variables);
    for (const [name, kept] of this.issued)
      changed.issued.set(name, new Map([...(changed.issued.get(name) ?? []), ...kept]));
    return changed;
  }

  /**
   * Issues passwords, keys and certificates of a stack again, as `npx freehold deploy <stack> --replace <address>` does.
   * @param which of them, by their addresses. Default: all
   */
  async replace(name: StackName, which: (address: string) => boolean = () => true): Promise<void> {
    const replaced = [...(await issueCertificates(this.stacks[name]))].filter(([address]) => which(address));
    this.issued.set(name, new Map([...(this.issued.get(name) ?? []), ...replaced]));
  }

  private async issue(): Promise<void> {
    for (const name of ["connections", "platform"] as const) await this.replace(name);
  }

  /** The resources of a stack on the cluster, as their providers get them. */
  resources(name: StackName): StackResource[] {
    const own = Object.entries(this.stacks[name].resource ?? {}).filter(([type]) => /^(kubernetes|helm)_/.test(type));
    return own.flatMap(([type, resources]) =>
      Object.entries(resources).map(([id, { "//": metadata, ...attributes }]) => ({
        id: `${type}.${id}`,
        path: `${name}/${id}`,
        type,
        attributes: z.record(z.string(), z.unknown()).parse(this.value(name, withoutConditions(attributes))),
        ...(metadata ? { path: pathSchema.parse(metadata).metadata.path } : {}),
      })),
    );
  }

  /** Value of an output, such as the secret that tokens are signed with. */
  output(name: StackName, output: string): TerraformValue {
    const value = this.stacks[name].output?.[output]?.value;
    if (value === undefined) throw new Error(`The stack ${name} has no output ${output}`);
    return this.value(name, value) as TerraformValue;
  }

  private value(stack: StackName, value: unknown): unknown {
    if (typeof value === "string") return evaluate(value, (reference) => this.resolve(stack, reference));
    if (Array.isArray(value)) return value.map((each) => this.value(stack, each));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.value(stack, each)]));
  }

  private resolve(stack: StackName, reference: string): TerraformValue {
    const [, below, output] = stateReference.exec(reference) ?? [];
    if (below && output) return this.output(below as StackName, output);
    if (reference.startsWith("var.")) {
      const value = this.variables[reference.slice(4)];
      if (value === undefined) throw new Error(`The variable ${reference.slice(4)} has no value`);
      return value;
    }
    const issued = this.issued.get(stack)?.get(reference);
    if (issued !== undefined) return issued;
    const name = /^(kubernetes_\w+)\.([\w-]+)\.metadata\[0\]\.name$/.exec(reference);
    if (name?.[1] && name[2]) return this.nameOf(stack, name[1], name[2]);
    throw new Error(`${stack}: the reference ${reference} is not known`);
  }

  private nameOf(stack: StackName, type: string, id: string): string {
    const metadata = this.stacks[stack].resource?.[type]?.[id]?.metadata;
    return z.object({ name: z.string() }).parse(metadata).name;
  }
}

/** Conditions on a resource's life are Terraform's own, and in a language of their own. */
const withoutConditions = ({ lifecycle: _, ...attributes }: Record<string, unknown>): Record<string, unknown> =>
  attributes;
