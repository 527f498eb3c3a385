import "./plain-errors";
import { type StackName, stackNames } from "../stacks/constructs/terraform/freehold-stack";
import { destroyStack } from "./destroy/destroy-stack";
import { ociCredentials } from "./oci/credentials";
import { OciClient } from "./oci/oci-client";
import { systemClock } from "./operations/clock";
import { commandLine } from "./operations/command-line";
import { confirmAtTerminal } from "./operations/confirm";
import { withKubectl } from "./operations/kubectl";
import { loadDotEnv } from "./operations/load-dot-env";
import { requireVariables } from "./operations/require-variables";
import { downstreamsOf, knownStack } from "./operations/stack-order";
import { synthesise } from "./operations/synthesise";
import { Terraform } from "./operations/terraform";

const order: readonly StackName[] = [...stackNames].reverse();

const usage = `Removes one stack, and says before what is lost with it. Refuses while a stack that builds on it is there. Ctrl-C ends it
well: Terraform finishes what it has begun and saves its state.

Usage: npx freehold destroy STACK [--yes]

  --yes   do not ask

In this order: ${order.join(", ")}.`;

async function main(): Promise<void> {
  const { values, positionals } = commandLine(usage, { yes: { type: "boolean", default: false } }, 1);
  const stack = knownStack(positionals[0], "npx freehold destroy", order);
  loadDotEnv();
  synthesise();
  const terraform = new Terraform(stack);
  requireVariables(terraform);
  await destroyStack(terraform, {
    downstreams: downstreamsOf(stack).map((name) => new Terraform(name)),
    confirm: values.yes ? undefined : confirmAtTerminal("--yes"),
    bucket: () => new OciClient(ociCredentials()),
    withKubectl,
    clock: systemClock,
    say: console.log,
  });
}

void main();
