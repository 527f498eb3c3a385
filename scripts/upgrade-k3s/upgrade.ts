import { runOnNode } from "../host/run-on-node";
import type { Clock } from "../operations/clock";
import type { Kubectl } from "../operations/kubectl";
import { clusterNodes } from "../operations/nodes";
import { OperationError } from "../operations/operation-error";
import { takeSnapshot } from "../restore/take-snapshot";
import { planUpgrade } from "./plan-upgrade";

export interface UpgradeOptions {
  readonly version: string;
  /** Checksum of k3s-arm64 of that version; the node refuses another binary. */
  readonly sha256: string;
  readonly nextMinor: boolean;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

const pause = 5_000;
const minutes = 15;

/** Takes a snapshot, then upgrades node after node, each only when the one before is Ready with the new version. */
export async function upgradeK3s(kubectl: Kubectl, options: UpgradeOptions): Promise<void> {
  const { version, sha256, clock, say } = options;
  const nodes = planUpgrade(await clusterNodes(kubectl), options);
  if (nodes.length === 0) return say(`Every node runs ${version}`);
  await takeSnapshot(kubectl, "before-upgrade", options);
  for (const node of nodes) {
    say(`${node.name}: from ${node.version} to ${version}`);
    await runOnNode(kubectl, node, "upgrade-k3s", [version, sha256], clock);
    await waitForVersion(kubectl, node.name, version, clock);
    say(`${node.name}: Ready with ${version}`);
  }
}

async function waitForVersion(kubectl: Kubectl, name: string, version: string, clock: Clock): Promise<void> {
  const end = clock.now() + minutes * 60_000;
  while (clock.now() <= end) {
    // The API is away while the server restarts.
    const nodes = await clusterNodes(kubectl).catch((error: unknown) => {
      if (error instanceof OperationError) return [];
      throw error;
    });
    const node = nodes.find((known) => known.name === name);
    if (node?.ready && node.version === version) return;
    await clock.sleep(pause);
  }
  throw new OperationError(
    `${name} is not Ready with ${version} after ${minutes} minutes; the other nodes are left alone. See docs/how-to/troubleshoot.md; npx freehold restore goes back to the snapshot`,
  );
}
