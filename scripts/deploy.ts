import "./plain-errors";
import config from "../freehold.config";
import { localStateFile, type StackName, stackNames } from "../stacks/constructs/terraform/freehold-stack";
import { deployStack } from "./deploy/deploy-stack";
import { machineDeploy } from "./deploy/machine-deploy";
import { replaceArguments } from "./deploy/replace-arguments";
import { missingUpstreams } from "./missing-upstreams";
import { systemClock } from "./operations/clock";
import { commandLine } from "./operations/command-line";
import { confirmAtTerminal } from "./operations/confirm";
import { interruption } from "./operations/interruption";
import { withKubectl } from "./operations/kubectl";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { requireVariables } from "./operations/require-variables";
import { knownStack } from "./operations/stack-order";
import { synthesise } from "./operations/synthesise";
import { Terraform } from "./operations/terraform";

const usage = `Deploys one stack, after those that it builds on. Reads the variables of .env.example from the environment, and from .env
if there is one. Shows Terraform's plan and asks. While Oracle Cloud has no room for the machines of compute it tries again,
in each availability domain; on the cluster it shows each pod that is not ready, and why. Ctrl-C ends it well: Terraform
finishes what it has begun and saves its state. A second Ctrl-C ends it at once.

Usage: npx freehold deploy STACK [options]

  --auto-approve      carry out Terraform's plan without asking
  --replace ADDRESS   replace a resource, by its address or the beginning of it; may be given more than once

In this order: ${stackNames.join(", ")}.`;

async function main(): Promise<void> {
  const options = {
    "auto-approve": { type: "boolean", default: false },
    replace: { type: "string", multiple: true },
  } as const;
  const { values, positionals } = commandLine(usage, options, 1);
  const stack = knownStack(positionals[0], "npx freehold deploy");
  loadDotEnv();
  synthesise();
  const terraform = new Terraform(stack);
  requireVariables(terraform);
  refuseBeforeUpstreams(stack);
  const confirm = values["auto-approve"] ? undefined : confirmAtTerminal("--auto-approve");
  const planArguments = values.replace ? await replaceArguments(terraform, values.replace) : [];
  if (stack === "compute") return machineDeploy(terraform, { confirm })({ firstArguments: planArguments });
  const signal = interruption();
  await deployStack(terraform, { confirm, planArguments, clock: systemClock, signal, say: console.log, withKubectl });
}

/** Only local states can be looked into here; with another backend, Terraform itself says what is missing. */
function refuseBeforeUpstreams(stack: StackName): void {
  const { state } = config;
  if (state.backend !== "local") return;
  const missing = missingUpstreams("cdktf.out/manifest.json", stack, (id) => localStateFile(state, id));
  const [first] = stackNames.filter((known) => missing.includes(known));
  if (!first) return;
  throw new OperationError(`${stack} builds on ${missing.join(", ")}, not deployed yet: npx freehold deploy ${first}`);
}

void main();
