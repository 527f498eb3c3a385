import "./plain-errors";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { stackNames } from "../stacks/constructs/freehold-stack";
import { cdktf } from "./cdktf";
import { liveDrift } from "./drift/live-drift";
import { exitCode, renderFindings } from "./drift/report";
import { type Finding, stackDrift } from "./drift/stack-drift";
import { withKubectl } from "./operations/kubectl";
import { OperationError } from "./operations/operation-error";
import { Terraform } from "./operations/terraform";

/**
 * `npm run drift [-- --json]`: compares what is with what is configured, stack by stack, and the objects of the charts in
 * the cluster. Changes nothing. Ends with 0 when all is as configured, 2 when something has drifted, 1 when something failed.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
  if (existsSync(".env")) process.loadEnvFile(".env");
  // Synthesis writes to standard output, where JSON must stand alone.
  if (cdktf(["synth"], { quiet: values.json }) !== 0) throw new OperationError("The stacks cannot be synthesised");
  const findings: Record<string, Finding> = {};
  for (const name of stackNames) {
    if (!values.json) console.log(`planning ${name} …`);
    findings[name] = await stackDrift(new Terraform(name));
  }
  findings["live objects"] = await liveObjects(findings.platform);
  console.log(values.json ? JSON.stringify(findings, null, 2) : renderFindings(findings));
  process.exitCode = exitCode(findings);
}

async function liveObjects(platform: Finding | undefined): Promise<Finding> {
  if (platform?.kind === "not-applied") return { kind: "not-compared", reason: "platform is not applied" };
  try {
    return await withKubectl(liveDrift);
  } catch (error) {
    if (error instanceof OperationError) return { kind: "not-compared", reason: error.message };
    throw error;
  }
}

void main();
