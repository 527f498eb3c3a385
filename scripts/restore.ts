import "./plain-errors";
import { z } from "zod";
import { machineDeploy } from "./deploy/machine-deploy";
import { runOnNode } from "./host/run-on-node";
import { ociCredentials } from "./oci/credentials";
import { OciClient } from "./oci/oci-client";
import { systemClock } from "./operations/clock";
import { commandLine } from "./operations/command-line";
import { confirmAtTerminal } from "./operations/confirm";
import { withKubectl } from "./operations/kubectl";
import { loadDotEnv } from "./operations/load-dot-env";
import { clusterNodes } from "./operations/nodes";
import { OperationError } from "./operations/operation-error";
import { requireVariables } from "./operations/require-variables";
import { synthesise } from "./operations/synthesise";
import { Terraform } from "./operations/terraform";
import { requirePresentUserData } from "./replace-node/present-user-data";
import { replaceMachine } from "./replace-node/replace-node";
import { findSnapshot } from "./restore/newest-snapshot";

const usage = `Rebuilds the cluster from the newest snapshot of etcd in the bucket: the server's machine is replaced by one that begins
with it. What was changed in Kubernetes since the snapshot is lost. Without --yes it only says which snapshot that is.

Usage: npx freehold restore --yes [options]

  --snapshot NAME   another snapshot than the newest
  --in-place        keep the machine; needs an API that answers
  --auto-approve    apply Terraform's plan without asking`;

async function main(): Promise<void> {
  const { values } = commandLine(usage, {
    yes: { type: "boolean", default: false },
    snapshot: { type: "string" },
    "in-place": { type: "boolean", default: false },
    "auto-approve": { type: "boolean", default: false },
  });
  loadDotEnv();
  synthesise();
  const bootstrap = new Terraform("bootstrap");
  const compute = new Terraform("compute");
  for (const stack of [bootstrap, compute]) requireVariables(stack);
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
    console.log("The restore has begun. Wait for its end: npx freehold wait-for-cluster");
    return;
  }
  await requirePresentUserData(bootstrap, "server");
  const deploy = machineDeploy(compute, {
    confirm: values["auto-approve"] ? undefined : confirmAtTerminal("--auto-approve"),
  });
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
