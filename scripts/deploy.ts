import "./plain-errors";
import config from "../freehold.config";
import { didYouMean } from "../stacks/config/did-you-mean";
import { localStateFile, type StackName, stackNames } from "../stacks/constructs/freehold-stack";
import { cdktf } from "./cdktf";
import { machineDeploy } from "./deploy/machine-deploy";
import { missingUpstreams } from "./missing-upstreams";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { synthesise } from "./operations/synthesise";
import { Terraform } from "./operations/terraform";

const order = `In this order: ${stackNames.join(", ")}.`;
const usage = `Deploys one stack, after those that it builds on. Reads the variables of .env.example from the environment, and from .env
if there is one. While Oracle Cloud has no room for the machines of compute it tries again, in each availability domain.

Usage: npm run deploy -- STACK [options of cdktf deploy; for compute --auto-approve only]

  --auto-approve   apply Terraform's plan without asking

${order}`;

async function deploy([name, ...options]: string[]): Promise<number> {
  if (options.concat(name ?? []).some((option) => ["--help", "-h"].includes(option))) {
    console.log(usage);
    return 0;
  }
  const stack = knownStack(name);
  loadDotEnv();
  synthesise();
  refuseBeforeUpstreams(stack);
  if (stack !== "compute")
    return cdktf(["deploy", stack, "--skip-synth", "--ignore-missing-stack-dependencies", ...options]);

  const [unknown] = options.filter((option) => option !== "--auto-approve");
  if (unknown) throw new OperationError(`compute takes the option --auto-approve only, not ${unknown}`);
  await machineDeploy(new Terraform("compute"), { autoApprove: options.includes("--auto-approve") })({});
  return 0;
}

function knownStack(name: string | undefined): StackName {
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
