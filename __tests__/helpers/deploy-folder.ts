import "../../scripts/plain-errors";
import { deployStack } from "../../scripts/deploy/deploy-stack";
import { systemClock } from "../../scripts/operations/clock";
import { interruption } from "../../scripts/operations/interruption";
import { Terraform } from "../../scripts/operations/terraform";

/** Deploys the stack network of the folder that it is called with, as `npx freehold deploy network --auto-approve` does. */
const [, , outdir] = process.argv;
void deployStack(new Terraform("network", outdir), {
  clock: systemClock,
  signal: interruption(),
  say: console.log,
  withKubectl: () => Promise.reject(new Error("network has no cluster")),
});
