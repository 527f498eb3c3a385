import "./plain-errors";
import { parseArgs } from "node:util";
import config from "../freehold.config";
import { systemClock } from "./operations/clock";
import { clusterAccess, readKubeconfig } from "./operations/kubeconfig";
import { OperationError } from "./operations/operation-error";
import { checkCluster, getFrom } from "./wait-for-cluster/check-cluster";
import { waitForCluster } from "./wait-for-cluster/wait";

/**
 * `npm run wait-for-cluster [-- --minutes 20]`: ends when the API answers with our certificate and both nodes are Ready.
 * The stack compute runs it after its machines. What it needs to reach the API it reads from bootstrap's outputs, so that
 * Terraform has no secret to hide in the command, and with it what the command says.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: "string", default: "20" } } });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new OperationError(`--minutes takes a number above 0, not ${values.minutes}`);
  const get = getFrom(clusterAccess(await readKubeconfig("admin")));
  const nodes = Object.keys(config.nodes).map((role) => `${config.project.name}-${role}`);
  await waitForCluster({ check: () => checkCluster(get, nodes), minutes, clock: systemClock, say: console.log });
}

void main();
