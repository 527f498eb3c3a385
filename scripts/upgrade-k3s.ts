import "./plain-errors";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { readPins } from "../stacks/config/read-pins";
import { systemClock } from "./operations/clock";
import { withKubectl } from "./operations/kubectl";
import { OperationError } from "./operations/operation-error";
import { upgradeK3s } from "./upgrade-k3s/upgrade";

/**
 * `npm run upgrade-k3s [-- --next-minor]`: takes the nodes to the version of k3s that pins.json names, by its checksum; needs
 * kubectl, no SSH. To pin a newer version first: npm run pins -- --update.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { "next-minor": { type: "boolean", default: false } } });
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { version, sha256 = null } = readPins().k3s;
  const checksum = sha256 ?? process.env.TF_VAR_k3s_sha256;
  if (!checksum || !/^[0-9a-f]{64}$/.test(checksum)) {
    throw new OperationError(`The checksum of k3s ${version} is not known: run npm run pins, or set TF_VAR_k3s_sha256`);
  }
  const options = { version, sha256: checksum, nextMinor: values["next-minor"], clock: systemClock, say: console.log };
  await withKubectl((kubectl) => upgradeK3s(kubectl, options));
}

void main();
