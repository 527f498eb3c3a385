import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { namespaces } from "../../stacks/constructs/kubernetes/namespaces";
import type { Clock } from "../operations/clock";
import type { Confirm } from "../operations/confirm";
import type { Kubectl } from "../operations/kubectl";
import { OperationError } from "../operations/operation-error";
import { onCluster } from "../operations/stack-order";
import type { Terraform } from "../operations/terraform";
import { stoppedError } from "./apply-failure";
import { launchFailure } from "./launch-failure";
import { type ImportBlock, resolveLeftovers } from "./leftovers/resolve-leftovers";
import { type Applied, planAndApply } from "./plan-and-apply";
import { PodWatch } from "./rollout/watch-pods";

export interface DeployStackOptions {
  /** Asks whether to carry out the plan. Left out with --auto-approve. */
  readonly confirm?: Confirm;
  /** Further arguments of `terraform plan`. Default: none. */
  readonly planArguments?: readonly string[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** Lends an administrator's kubectl, for what runs on the cluster. */
  readonly withKubectl: <Result>(work: (kubectl: Kubectl) => Promise<Result>) => Promise<Result>;
}

/** The namespaces whose pods a stack waits for. */
const watched = { platform: [namespaces.dapr, namespaces.monitoring, namespaces.apps], apps: [namespaces.apps] };

const tries = 5;
const pauseMs = 30_000;

/**
 * Deploys a stack with Terraform itself: CDKTF's command line ends at Ctrl-C without Terraform, and loses what that was
 * making. On the cluster, it first resolves what an earlier deploy left. Then it watches pods and waits for their rollout
 * itself: Terraform would mark a Deployment that is not Ready as tainted and replace it the next time.
 *
 * @throws {OperationError} with what to do; with exit code 130 when stopped
 */
export async function deployStack(terraform: Terraform, options: DeployStackOptions): Promise<void> {
  const { stack } = terraform;
  await terraform.init();
  if (!onCluster(stack)) return finish(terraform, await applyPatiently(terraform, options));
  await options.withKubectl(async (kubectl) => {
    const { clock, say, signal } = options;
    const namespaces = stack === "platform" ? watched.platform : watched.apps;
    const watch = new PodWatch({ kubectl, namespaces, clock, say });
    const imports = await resolveLeftovers(kubectl, terraform, options);
    const { result, failed } = await watch.during((abort) =>
      withImports(terraform, imports, () => applyPatiently(terraform, options, abort)),
    );
    if (failed.length > 0) {
      const names = failed.map(({ namespace, pod }) => `${namespace}/${pod}`).join(", ");
      throw new OperationError(`${stack} is not deployed: ${names} cannot start, as shown above`, {
        fix: `Fix it, and run npx freehold deploy ${stack} again: what runs stays`,
      });
    }
    if (result.kind === "ran" && result.result.status !== 0 && result.result.stopped === "no") await watch.showAll();
    finish(terraform, result);
    if (result.kind !== "declined") await watch.rolledOut(signal);
  });
}

/** Applies, and tries again what Oracle Cloud refuses for the moment only. The user agrees once. */
async function applyPatiently(
  terraform: Terraform,
  { confirm, planArguments, clock, say, signal }: DeployStackOptions,
  abort?: AbortSignal,
): Promise<Applied> {
  for (let attempt = 1; ; attempt++) {
    const applied = await planAndApply(terraform, {
      planArguments: attempt === 1 ? planArguments : [],
      confirm: attempt === 1 ? confirm : undefined,
      abort,
    });
    if (applied.kind !== "ran" || applied.result.status === 0 || attempt === tries) return applied;
    const { output, errors, stopped } = applied.result;
    const { kind } = launchFailure(output + errors);
    if (stopped !== "no" || (kind !== "busy" && kind !== "throttled")) return applied;
    say(`Oracle Cloud is busy: next try in ${pauseMs / 1000} s`);
    await clock.sleep(pauseMs, signal);
    if (signal.aborted) throw new OperationError("Stopped. What exists is in Terraform's state", { exitCode: 130 });
  }
}

function finish({ stack }: Terraform, applied: Applied): void {
  const again = `npx freehold deploy ${stack}`;
  if (applied.kind === "declined") throw new OperationError("No changes were made.");
  if (applied.kind === "unchanged" || applied.result.status === 0) return;
  if (applied.result.stopped !== "no") throw stoppedError(stack, applied.result, again);
  throw new OperationError(`${stack} is not deployed: see Terraform's message above`, {
    fix: `What exists is in its state; ${again} goes on from there`,
  });
}

/** Lets Terraform take resources over, by a file beside the stack that is there for this one plan. */
async function withImports<Result>(
  terraform: Terraform,
  imports: readonly ImportBlock[],
  work: () => Promise<Result>,
): Promise<Result> {
  const file = path.join(terraform.folder, "freehold-imports.tf.json");
  rmSync(file, { force: true });
  if (imports.length === 0) return work();
  writeFileSync(file, JSON.stringify({ import: imports }));
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
