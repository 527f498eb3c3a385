import "./plain-errors";
import { readPins } from "../stacks/config/read-pins";
import { systemClock } from "./operations/clock";
import { commandLine } from "./operations/command-line";
import { withKubectl } from "./operations/kubectl";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { upgradeK3s } from "./upgrade-k3s/upgrade";

const usage = `Takes the nodes to the version of k3s that pins.json names, by its checksum: a snapshot, the server, then the agent.
Needs kubectl, no SSH. To pin a newer version first: npx freehold pins --update.

Usage: npx freehold upgrade-k3s [--next-minor]

  --next-minor   to the next minor version too, whose release notes you have read`;

async function main(): Promise<void> {
  const { values } = commandLine(usage, { "next-minor": { type: "boolean", default: false } });
  loadDotEnv();
  const { version, sha256 = null } = readPins().k3s;
  const checksum = sha256 ?? process.env.TF_VAR_k3s_sha256;
  if (!checksum || !/^[0-9a-f]{64}$/.test(checksum)) {
    throw new OperationError(
      `The checksum of k3s ${version} is not known: run npx freehold pins, or set TF_VAR_k3s_sha256`,
    );
  }
  const options = { version, sha256: checksum, nextMinor: values["next-minor"], clock: systemClock, say: console.log };
  await withKubectl((kubectl) => upgradeK3s(kubectl, options));
  console.log("To let new machines start with it too: npx freehold deploy bootstrap");
}

void main();
