import "./plain-errors";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { nodeRoles } from "../stacks/config/apps";
import { cdktf } from "./cdktf";
import { machineDeploy } from "./deploy/machine-deploy";
import { systemClock } from "./operations/clock";
import { withKubectl } from "./operations/kubectl";
import { OperationError } from "./operations/operation-error";
import { Terraform } from "./operations/terraform";
import { replaceNode } from "./replace-node/replace-node";

/**
 * `npm run replace-node -- server|agent [--auto-approve]`: replaces a machine by a new one, after a snapshot. Terraform asks
 * first. Oracle Cloud may have no room for the new one for a while: then it is tried again.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "auto-approve": { type: "boolean", default: false } },
  });
  const role = nodeRoles.find((known) => known === positionals[0]);
  if (!role) throw new OperationError(`Name the node: npm run replace-node -- ${nodeRoles.join("|")}`);
  if (existsSync(".env")) process.loadEnvFile(".env");
  if (cdktf(["synth"]) !== 0) throw new OperationError("The stacks cannot be synthesised");
  const compute = new Terraform("compute");
  const deploy = machineDeploy(compute, { autoApprove: values["auto-approve"] });
  await withKubectl((kubectl) => replaceNode(kubectl, role, { compute, deploy, clock: systemClock, say: console.log }));
}

void main();
