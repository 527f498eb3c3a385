import { runOnNode } from "../host/run-on-node";
import type { Clock } from "../operations/clock";
import type { Kubectl } from "../operations/kubectl";
import { clusterNodes } from "../operations/nodes";
import { OperationError } from "../operations/operation-error";

/** Why there can be no snapshot. */
export const noSnapshot =
  "The server is not Ready, so no snapshot can be taken: npx freehold restore rebuilds it from the newest one";

/**
 * Takes a snapshot of etcd now, and has it copied to the bucket.
 *
 * @throws {OperationError} if the server is not Ready, or it fails: the next step must not run
 */
export async function takeSnapshot(
  kubectl: Kubectl,
  name: string,
  { clock, say }: { clock: Clock; say: (line: string) => void },
): Promise<void> {
  const server = (await clusterNodes(kubectl)).find(({ role }) => role === "server");
  if (!server?.ready) throw new OperationError(noSnapshot);
  say(`taking the snapshot ${name}`);
  await runOnNode(kubectl, server, "take-snapshot", [name], clock);
}
