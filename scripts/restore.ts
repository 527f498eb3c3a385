import "./plain-errors";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { cdktf } from "./cdktf";
import { machineDeploy } from "./deploy/machine-deploy";
import { runOnNode } from "./host/run-on-node";
import { ociCredentials } from "./oci/credentials";
import { OciClient } from "./oci/oci-client";
import { systemClock } from "./operations/clock";
import { withKubectl } from "./operations/kubectl";
import { clusterNodes } from "./operations/nodes";
import { OperationError } from "./operations/operation-error";
import { Terraform } from "./operations/terraform";
import { replaceMachine } from "./replace-node/replace-node";
import { findSnapshot } from "./restore/newest-snapshot";

/**
 * `npm run restore -- --yes [--snapshot NAME] [--in-place] [--auto-approve]`: rebuilds the cluster from the newest snapshot of
 * etcd in the bucket. The server's machine is replaced by one that begins with the snapshot; --in-place keeps the machine,
 * and needs an API that answers. What was changed in Kubernetes since the snapshot is lost.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      yes: { type: "boolean", default: false },
      snapshot: { type: "string" },
      "in-place": { type: "boolean", default: false },
      "auto-approve": { type: "boolean", default: false },
    },
  });
  if (existsSync(".env")) process.loadEnvFile(".env");
  if (cdktf(["synth"]) !== 0) throw new OperationError("The stacks cannot be synthesised");
  const { name, taken } = await findSnapshot(new OciClient(ociCredentials()), await backupBucket(), values.snapshot);
  console.log(`The snapshot is ${name}, taken ${taken.toISOString()}.`);
  if (!values.yes) {
    throw new OperationError(
      "What was changed in Kubernetes since is lost, and what pods kept on the server's disk. Add --yes to do it",
    );
  }
  if (values["in-place"]) {
    await withKubectl(async (kubectl) => {
      const server = (await clusterNodes(kubectl)).find(({ role }) => role === "server");
      if (!server) throw new OperationError("The API knows no server: leave out --in-place");
      await runOnNode(kubectl, server, "restore-in-place", [name], systemClock);
    });
    console.log("The restore has begun. Wait for its end: npm run wait-for-cluster");
    return;
  }
  const compute = new Terraform("compute");
  const deploy = machineDeploy(compute, { autoApprove: values["auto-approve"] });
  await replaceMachine("server", { compute, deploy, clock: systemClock, say: console.log }, { restore_snapshot: name });
}

async function backupBucket() {
  const network = new Terraform("network");
  await network.init();
  const outputs = z
    .object({ backup_bucket: z.string(), backup_namespace: z.string() })
    .safeParse(await network.outputs());
  if (!outputs.success) throw new OperationError("network is not deployed: it has the bucket");
  return { bucket: outputs.data.backup_bucket, namespace: outputs.data.backup_namespace };
}

void main();
