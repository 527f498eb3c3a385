import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { OperationError } from "../operations/operation-error";
import type { Terraform } from "../operations/terraform";
import { firstError } from "../operations/terraform-error";
import { type Difference, planDrift } from "./plan-drift";

/** What was found out about a stack, or about what runs in the cluster. */
export type Finding =
  | { kind: "clean" }
  | { kind: "drifted"; differences: Difference[] }
  | { kind: "not-applied" }
  /** It could not be looked at, which is no failure: the cluster is not there, or not to be reached. */
  | { kind: "not-compared"; reason: string }
  | { kind: "failed"; reason: string };

/** Plans a stack as a deploy would, and reads what it would change. Nothing is changed or locked. */
export async function stackDrift(terraform: Terraform): Promise<Finding> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-plan-"));
  try {
    await terraform.init();
    if ((await terraform.resources()).length === 0) return { kind: "not-applied" };
    // A plan holds secrets: it lies in a folder that only its owner may enter, and goes at once.
    const file = path.join(folder, "plan");
    const run = (...args: string[]) => terraform.run(args, { input: "" });
    const plan = await run("plan", "-input=false", "-lock=false", "-no-color", `-out=${file}`);
    if (plan.status !== 0) return { kind: "failed", reason: firstError(plan.errors) };
    const shown = await run("show", "-json", file);
    if (shown.status !== 0) return { kind: "failed", reason: firstError(shown.errors) };
    const differences = planDrift(JSON.parse(shown.output));
    return differences.length === 0 ? { kind: "clean" } : { kind: "drifted", differences };
  } catch (error) {
    if (error instanceof OperationError) return { kind: "failed", reason: error.message };
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
