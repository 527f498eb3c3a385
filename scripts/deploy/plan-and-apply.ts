import type { Confirm } from "../operations/confirm";
import { OperationError } from "../operations/operation-error";
import { withPrivateFolder } from "../operations/private-file";
import type { ProgramResult } from "../operations/program";
import { requireVariables } from "../operations/require-variables";
import type { Terraform } from "../operations/terraform";
import { changesOf } from "../pipeline/plan-report";

export interface PlanAndApplyOptions {
  /** Further arguments of `terraform plan`, such as -replace=…. Default: none. */
  readonly planArguments?: readonly string[];
  /** Terraform's variables on top of this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Asks whether to carry out the plan. Left out when the user has agreed already. */
  readonly confirm?: Confirm;
  /** What is asked. Default: whether to carry out the plan. */
  readonly question?: string;
  /** What has to be typed. Default: yes. */
  readonly word?: string;
  /** Done when the user has agreed, before anything is changed. */
  readonly beforeApply?: (plan: unknown) => Promise<void>;
  /** Stops the apply, as Ctrl-C does. */
  readonly abort?: AbortSignal;
}

/** What became of a plan. `unchanged` had nothing to carry out. */
export type Applied = { kind: "unchanged" } | { kind: "declined" } | { kind: "ran"; result: ProgramResult };

/**
 * Plans, shows the plan, asks, and carries out this plan and no other. Terraform itself asks in the middle of an apply,
 * where nothing can be done between the answer and the first change.
 *
 * @throws {OperationError} before Terraform runs, if a variable that the stack needs is missing
 * @returns the result of the plan when that failed, else that of the apply
 */
export async function planAndApply(terraform: Terraform, options: PlanAndApplyOptions): Promise<Applied> {
  const { planArguments = [], env, confirm, abort, beforeApply } = options;
  const { question = "Terraform carries out this plan.", word = "yes" } = options;
  requireVariables(terraform, env);
  const colour = process.stdout.isTTY ? [] : ["-no-color"];
  return withPrivateFolder("plan", async (file): Promise<Applied> => {
    const planned = await terraform.run(["plan", "-input=false", ...colour, `-out=${file}`, ...planArguments], {
      env,
      show: true,
    });
    if (planned.stopped !== "no") throw new OperationError("Stopped. No changes were made", { exitCode: 130 });
    if (planned.status !== 0) return { kind: "ran", result: planned };
    const plan = await terraform.showPlan(file);
    if (changesOf(plan).length === 0) {
      // Outputs, and what the state remembers, may be new all the same.
      const result = await terraform.run(["apply", "-input=false", ...colour, file], { show: true });
      return result.status === 0 ? { kind: "unchanged" } : { kind: "ran", result };
    }
    if (confirm && !(await confirm(question, word))) return { kind: "declined" };
    await beforeApply?.(plan);
    const result = await terraform.run(["apply", "-input=false", ...colour, file], { env, show: true, abort });
    return { kind: "ran", result };
  });
}
