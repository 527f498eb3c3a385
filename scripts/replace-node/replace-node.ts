import type { NodeRole } from "../../services/contracts/node-role";
import type { DeployComputeOptions } from "../deploy/deploy-compute";
import type { Kubectl } from "../operations/kubectl";
import { clusterNodes } from "../operations/nodes";
import { OperationError } from "../operations/operation-error";
import type { Terraform } from "../operations/terraform";
import { noSnapshot, takeSnapshot } from "../restore/take-snapshot";

/** Deploys the stack compute, as `npx freehold deploy compute` does. */
export type Deploy = (
  options: Pick<DeployComputeOptions, "firstArguments" | "variables" | "beforeApply" | "goOn">,
) => Promise<void>;

export interface ReplaceNodeOptions extends Pick<DeployComputeOptions, "clock" | "say"> {
  readonly compute: Terraform;
  readonly deploy: Deploy;
}

/**
 * Replaces a machine on purpose: by a new one with the present image and user data. Only when the user has agreed to the
 * plan is a snapshot taken and the agent drained. The server's new machine begins with that snapshot; the agent's joins. What
 * pods kept on the machine's own disk is lost.
 *
 * @throws {OperationError} before anything is changed, if the server is not Ready
 */
export async function replaceNode(kubectl: Kubectl, role: NodeRole, options: ReplaceNodeOptions): Promise<void> {
  const server = (await clusterNodes(kubectl)).find((node) => node.role === "server");
  if (!server?.ready) throw new OperationError(noSnapshot);
  const snapshot = () => takeSnapshot(kubectl, "before-replacement", options);
  if (role === "server") return replaceMachine(role, options, { restore_snapshot: "newest" }, snapshot);
  let drained: string | undefined;
  try {
    await replaceMachine(role, options, {}, async () => {
      await snapshot();
      const agent = (await clusterNodes(kubectl)).find((node) => node.role === "agent");
      if (!agent?.ready) return;
      drained = agent.name;
      await drain(kubectl, agent.name, options);
    });
  } finally {
    // Also when it was not replaced, or is not Ready yet: what bears the name, now or later, is for pods again.
    if (drained) await uncordon(kubectl, drained, options);
  }
}

async function drain(kubectl: Kubectl, name: string, { say }: ReplaceNodeOptions): Promise<void> {
  say(`draining ${name}`);
  await kubectl.read([
    ...["drain", name, "--ignore-daemonsets", "--delete-emptydir-data", "--force", "--timeout=10m"],
    "--request-timeout=0",
  ]);
}

/** Says so when it cannot be done, so that why the machine was not replaced is not lost. */
async function uncordon(kubectl: Kubectl, name: string, { say }: ReplaceNodeOptions): Promise<void> {
  const { status, errors } = await kubectl.run(["uncordon", name]);
  if (status !== 0) say(`${name} may be closed to pods still: kubectl uncordon ${name}. ${errors.trim()}`);
}

/**
 * Replaces the machine alone, or makes it when there is none.
 *
 * @param variables Terraform variables for the new machine
 * @param beforeApply done once the user has agreed, before anything is changed
 * @throws {OperationError} if the machine that was there still is
 */
export async function replaceMachine(
  role: NodeRole,
  { compute, deploy, say }: ReplaceNodeOptions,
  variables: Record<string, string>,
  beforeApply?: () => Promise<void>,
): Promise<void> {
  await compute.init();
  const before = await machine(compute, role);
  say(before ? `replacing ${before.address}` : `making the ${role}, which does not exist`);
  await deploy({
    firstArguments: before ? [`-replace=${before.address}`] : [],
    variables,
    beforeApply,
    // Without the server there is no API to take another snapshot of; and a deploy of compute would begin an empty cluster.
    ...(role === "server" && { goOn: "npx freehold restore --yes" }),
  });
  const after = await machine(compute, role);
  if (before && before.values.id === after?.values.id) {
    throw new OperationError(`The ${role} was not replaced: run the same command again`);
  }
}

async function machine(compute: Terraform, role: NodeRole) {
  const resources = await compute.resources();
  return resources.find(({ type, name }) => type === "oci_core_instance" && name.startsWith(`${role}_`));
}
