import "./plain-errors";
import { stackNames } from "../stacks/constructs/terraform/freehold-stack";
import { liveDrift } from "./drift/live-drift";
import { exitCode, renderFindings } from "./drift/report";
import { type Finding, stackDrift } from "./drift/stack-drift";
import { commandLine } from "./operations/command-line";
import { withKubectl } from "./operations/kubectl";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { synthesise } from "./operations/synthesise";
import { Terraform } from "./operations/terraform";

const usage = `Compares what is with what is configured, stack by stack, and the objects of the charts in the cluster. Names what is not
running, too. Ends with 0 when all is as configured, 2 when something has drifted, 1 when something failed.

Usage: npx freehold drift [options]

  --json     what was found as JSON
  --repair   put the objects of the charts back; what has drifted in a stack, a deploy of that stack puts back`;

async function main(): Promise<void> {
  const { values } = commandLine(usage, {
    json: { type: "boolean", default: false },
    repair: { type: "boolean", default: false },
  });
  loadDotEnv();
  synthesise();
  const findings: Record<string, Finding> = {};
  for (const name of stackNames) {
    if (!values.json) console.log(`planning ${name} …`);
    findings[name] = await stackDrift(new Terraform(name));
  }
  findings["live objects"] = await liveObjects(findings.platform, values.repair);
  console.log(values.json ? JSON.stringify(findings, null, 2) : renderFindings(findings));
  process.exitCode = exitCode(findings);
}

async function liveObjects(platform: Finding | undefined, repair: boolean): Promise<Finding> {
  if (platform?.kind === "not-applied") return { kind: "not-compared", reason: "platform is not applied" };
  try {
    const tell = (release: string) => console.error(`putting the objects of ${release} back`);
    return await withKubectl((kubectl) => liveDrift(kubectl, repair ? tell : undefined));
  } catch (error) {
    if (error instanceof OperationError) return { kind: "not-compared", reason: error.message };
    throw error;
  }
}

void main();
