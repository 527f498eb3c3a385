import "./plain-errors";
import { nodeRoles } from "../services/contracts/node-role";
import { machineDeploy } from "./deploy/machine-deploy";
import { systemClock } from "./operations/clock";
import { commandLine } from "./operations/command-line";
import { confirmAtTerminal } from "./operations/confirm";
import { withKubectl } from "./operations/kubectl";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { requireVariables } from "./operations/require-variables";
import { synthesise } from "./operations/synthesise";
import { Terraform } from "./operations/terraform";
import { requirePresentUserData } from "./replace-node/present-user-data";
import { replaceNode } from "./replace-node/replace-node";

const usage = `Replaces a machine by a new one: shows the plan, asks, takes a snapshot, drains the agent, and replaces. Oracle Cloud may
have no room for the new one for a while: then it is tried again.

Usage: npx freehold replace-node server|agent [--auto-approve]

  --auto-approve   apply Terraform's plan without asking`;

async function main(): Promise<void> {
  const { values, positionals } = commandLine(usage, { "auto-approve": { type: "boolean", default: false } }, 1);
  const role = nodeRoles.find((known) => known === positionals[0]);
  if (!role) throw new OperationError(`Name the node: npx freehold replace-node ${nodeRoles.join("|")}`);
  loadDotEnv();
  synthesise();
  const bootstrap = new Terraform("bootstrap");
  const compute = new Terraform("compute");
  for (const stack of [bootstrap, compute]) requireVariables(stack);
  await requirePresentUserData(bootstrap, role);
  const deploy = machineDeploy(compute, {
    confirm: values["auto-approve"] ? undefined : confirmAtTerminal("--auto-approve"),
  });
  await withKubectl((kubectl) => replaceNode(kubectl, role, { compute, deploy, clock: systemClock, say: console.log }));
}

void main();
