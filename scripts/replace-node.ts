import "./plain-errors";
import { nodeRoles } from "../stacks/config/apps";
import { machineDeploy } from "./deploy/machine-deploy";
import { systemClock } from "./operations/clock";
import { commandLine } from "./operations/command-line";
import { withKubectl } from "./operations/kubectl";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { synthesise } from "./operations/synthesise";
import { Terraform } from "./operations/terraform";
import { requirePresentUserData } from "./replace-node/present-user-data";
import { replaceNode } from "./replace-node/replace-node";

const usage = `Replaces a machine by a new one, after a snapshot. Terraform asks first. Oracle Cloud may have no room for the new one
for a while: then it is tried again.

Usage: npm run replace-node -- server|agent [--auto-approve]

  --auto-approve   apply Terraform's plan without asking`;

async function main(): Promise<void> {
  const { values, positionals } = commandLine(usage, { "auto-approve": { type: "boolean", default: false } }, 1);
  const role = nodeRoles.find((known) => known === positionals[0]);
  if (!role) throw new OperationError(`Name the node: npm run replace-node -- ${nodeRoles.join("|")}`);
  loadDotEnv();
  synthesise();
  await requirePresentUserData(new Terraform("bootstrap"), role);
  const compute = new Terraform("compute");
  const deploy = machineDeploy(compute, { autoApprove: values["auto-approve"] });
  await withKubectl((kubectl) => replaceNode(kubectl, role, { compute, deploy, clock: systemClock, say: console.log }));
}

void main();
