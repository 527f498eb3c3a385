import "./plain-errors";
import { existsSync } from "node:fs";
import config from "../freehold.config";
import { didYouMean } from "../stacks/config/did-you-mean";
import { localStateFile, stackNames } from "../stacks/constructs/freehold-stack";
import { cdktf } from "./cdktf";
import { missingUpstreams } from "./missing-upstreams";

/**
 * `npm run deploy -- <stack> [options of cdktf deploy]`: deploys one stack, after those that it builds on.
 * Reads the variables of .env.example from the environment, and from .env if there is one.
 */
function deploy([name, ...options]: string[]): number {
  const order = `In this order: ${stackNames.join(", ")}.`;
  if (name === undefined) return refuse(`Name the stack to deploy: npm run deploy -- <stack>. ${order}`);
  const stack = stackNames.find((known) => known === name);
  if (!stack) return refuse(`There is no stack "${name}". ${didYouMean(name, stackNames)} ${order}`);

  if (existsSync(".env")) process.loadEnvFile(".env");
  const synthesised = cdktf("synth");
  if (synthesised !== 0) return synthesised;
  const { state } = config;
  if (state.backend === "local") {
    const fileOf = (id: string) => localStateFile(state, id);
    const missing = missingUpstreams("cdktf.out/manifest.json", stack, fileOf);
    const [first] = stackNames.filter((known) => missing.includes(known));
    if (first) return refuse(`${stack} builds on ${missing.join(", ")}, not deployed yet: npm run deploy -- ${first}`);
  }
  return cdktf("deploy", stack, "--skip-synth", "--ignore-missing-stack-dependencies", ...options);
}

function refuse(reason: string): number {
  console.error(reason);
  return 1;
}

process.exitCode = deploy(process.argv.slice(2));
