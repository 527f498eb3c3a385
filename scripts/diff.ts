import "./plain-errors";
import { stackNames } from "../stacks/constructs/terraform/freehold-stack";
import { showDiff } from "./diff/show-diff";
import { commandLine } from "./operations/command-line";
import { loadDotEnv } from "./operations/load-dot-env";
import { knownStack } from "./operations/stack-order";
import { synthesise } from "./operations/synthesise";
import { Terraform } from "./operations/terraform";

const usage = `Shows what a deploy of one stack would change, as Terraform's plan. It changes and locks nothing, and reads the same
variables as the deploy.

Usage: npx freehold diff STACK

In this order: ${stackNames.join(", ")}.`;

async function main(): Promise<void> {
  const stack = knownStack(commandLine(usage, {}, 1).positionals[0], "npx freehold diff");
  loadDotEnv();
  synthesise();
  process.exitCode = await showDiff(new Terraform(stack));
}

void main();
