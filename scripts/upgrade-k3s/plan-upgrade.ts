import type { ClusterNodeState } from "../operations/nodes";
import { OperationError } from "../operations/operation-error";

/** What to go to, and how far. */
export interface UpgradeTarget {
  /** Such as v1.36.5+k3s1. */
  readonly version: string;
  /** Whether the next minor version is meant. */
  readonly nextMinor: boolean;
}

/**
 * The nodes to upgrade, the server before the agent: a kubelet may be older than its API server, not newer
 * (https://kubernetes.io/releases/version-skew-policy/). Nodes that have the version already are left out, so that a run
 * that was interrupted goes on.
 *
 * @throws {OperationError} if a node is not Ready, or the version is lower, of another minor version, or skips one
 */
export function planUpgrade(
  nodes: readonly ClusterNodeState[],
  { version, nextMinor }: UpgradeTarget,
): ClusterNodeState[] {
  const down = nodes.filter(({ ready }) => !ready).map(({ name }) => name);
  if (nodes.length === 0 || down.length > 0) {
    throw new OperationError(
      `Not Ready: ${down.join(", ") || "there is no node"}. Fix that first (docs/how-to/troubleshoot.md)`,
    );
  }
  const outdated = nodes.filter((node) => node.version !== version);
  for (const node of outdated) refuse(node, version, nextMinor);
  return outdated;
}

function refuse(node: ClusterNodeState, version: string, nextMinor: boolean): void {
  const from = numbers(node.version);
  const to = numbers(version);
  const difference = to.map((number, index) => number - (from[index] ?? 0)).find((step) => step !== 0) ?? 0;
  if (difference < 0)
    throw new OperationError(
      `${node.name} runs ${node.version}, newer than ${version}: k3s cannot go back, only a restore can`,
    );
  const [major = 0, minor = 0] = to.map((number, index) => number - (from[index] ?? 0));
  if (major !== 0 || minor > 1) {
    throw new OperationError(
      `${node.name} runs ${node.version}; ${version} skips a minor version: pin the versions between, one after the other`,
    );
  }
  if (minor === 1 && !nextMinor) {
    throw new OperationError(
      `${version} is the next minor version after ${node.version}, with another Traefik chart: read its release notes, then add --next-minor`,
    );
  }
}

/** v1.36.5+k3s1 as 1, 36, 5, 1. */
function numbers(version: string): number[] {
  return (/^v(\d+)\.(\d+)\.(\d+)\+k3s(\d+)$/.exec(version) ?? []).slice(1).map(Number);
}
