import "./plain-errors";
import { existsSync } from "node:fs";
import config from "../freehold.config";
import { didYouMean } from "../stacks/config/did-you-mean";
import { localStateFile, type StackName, stackNames } from "../stacks/constructs/freehold-stack";
import { cdktf } from "./cdktf";
import { machineDeploy } from "./deploy/machine-deploy";
import { missingUpstreams } from "./missing-upstreams";
import { OperationError } from "./operations/operation-error";
import { Terraform } from "./operations/terraform";

/**
 * `npm run deploy -- <stack> [options of cdktf deploy]`: deploys one stack, after those that it builds on.
 * Reads the variables of .env.example from the environment, and from .env if there is one. For compute the one option is
 * --auto-approve; while Oracle Cloud has no room for the machines it tries again, in each availability domain.
 */
async function deploy([name, ...options]: string[]): Promise<number> {
  const stack = knownStack(name);
  if (existsSync(".env")) process.loadEnvFile(".env");
  const synthesised = cdktf(["synth"]);
  if (synthesised !== 0) return synthesised;
  refuseBeforeUpstreams(stack);
  if (stack !== "compute")
    return cdktf(["deploy", stack, "--skip-synth", "--ignore-missing-stack-dependencies", ...options]);

  const [unknown] = options.filter((option) => option !== "--auto-approve");
  if (unknown) throw new OperationError(`compute takes the option --auto-approve only, not ${unknown}`);
  await machineDeploy(new Terraform("compute"), { autoApprove: options.includes("--auto-approve") })({});
  return 0;
}

function knownStack(name: string | undefined): StackName {
  const order = `In this order: ${stackNames.join(", ")}.`;
  if (name === undefined) throw new OperationError(`Name the stack to deploy: npm run deploy -- <stack>. ${order}`);
  const stack = stackNames.find((known) => known === name);
  if (!stack) throw new OperationError(`There is no stack "${name}". ${didYouMean(name, stackNames)} ${order}`);
  return stack;
}

/** Only local states can be looked into here; with another backend, Terraform itself says what is missing. */
function refuseBeforeUpstreams(stack: StackName): void {
  const { state } = config;
  if (state.backend !== "local") return;
  const missing = missingUpstreams("cdktf.out/manifest.json", stack, (id) => localStateFile(state, id));
  const [first] = stackNames.filter((known) => missing.includes(known));
  if (!first) return;
  throw new OperationError(`${stack} builds on ${missing.join(", ")}, not deployed yet: npm run deploy -- ${first}`);
}

void deploy(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
