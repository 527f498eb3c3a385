import "./plain-errors";
import config from "../freehold.config";
import { type NodeRole, nodeRoles } from "../services/contracts/node-role";
import { systemClock } from "./operations/clock";
import { commandLine } from "./operations/command-line";
import { clusterAccess, readKubeconfig } from "./operations/kubeconfig";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { checkCluster, getFrom } from "./wait-for-cluster/check-cluster";
import { waitForCluster } from "./wait-for-cluster/wait";

const usage = `Ends when the API answers with our certificate and both nodes are Ready. The stack compute runs it after its machines.

Usage: npx freehold wait-for-cluster [--minutes N]

  --minutes N   how long to wait (default 20)`;

/**
 * What it needs to reach the API it reads from bootstrap's outputs, so that Terraform has no secret to hide in the command,
 * and with it what the command says.
 */
async function main(): Promise<void> {
  const { values } = commandLine(usage, { minutes: { type: "string", default: "20" } });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new OperationError(`--minutes takes a number above 0, not ${values.minutes}`);
  loadDotEnv();
  const get = getFrom(clusterAccess(await readKubeconfig("admin")));
  const nodes = nodeRoles.map((role) => ({ name: `${config.project.name}-${role}`, madeAt: madeAt(role) }));
  const check = () => checkCluster(get, nodes, systemClock.now());
  await waitForCluster({ check, minutes, clock: systemClock, say: console.log });
}

/** When the machine of a node was made: the stack compute says so (stacks/constructs/cluster/cluster-ready.ts). */
function madeAt(role: NodeRole): number | undefined {
  const time = Date.parse(process.env[`${role.toUpperCase()}_MADE_AT`] ?? "");
  return Number.isNaN(time) ? undefined : time;
}

void main();
