import "./plain-errors";
import config from "../freehold.config";
import { stateBucketName } from "../stacks/config/state";
import { ociCredentials } from "./oci/credentials";
import { OciClient } from "./oci/oci-client";
import { commandLine } from "./operations/command-line";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { createStateBucket, objectStorageNamespace } from "./state-init/state-bucket";

const usage = `Makes the bucket that the "oci" backend keeps Terraform's states in, private and with versions, and says what to put into
freehold.config.ts.

Usage: npx freehold state:init [options]

  --bucket NAME        default: the one that is configured, else <project>-state
  --compartment OCID   default: the tenancy's root compartment`;

async function main(): Promise<void> {
  loadDotEnv();
  const { values } = commandLine(usage, { bucket: { type: "string" }, compartment: { type: "string" } });
  const wrong = values.bucket === undefined ? undefined : stateBucketName.safeParse(values.bucket).error;
  if (wrong) throw new OperationError(`--bucket ${wrong.issues[0]?.message}, not ${values.bucket}`);
  const client = new OciClient(ociCredentials());
  const { state, project } = config;
  const configured =
    state.backend === "oci"
      ? state
      : { bucket: `${project.name}-state`, namespace: await objectStorageNamespace(client), region: client.region };
  const bucket = { ...configured, bucket: values.bucket ?? configured.bucket };
  const made = await createStateBucket(client, bucket, values.compartment ?? client.tenancy);
  console.log(made ? `Made the bucket ${bucket.bucket}.` : `The bucket ${bucket.bucket} exists, and is as it must be.`);
  if (state.backend === "oci" && state.bucket === bucket.bucket) return;
  const { bucket: name, namespace, region } = bucket;
  console.log(`Now in freehold.config.ts (Terraform 1.12 or newer reads it):
  state: { backend: "oci", bucket: "${name}", namespace: "${namespace}", region: "${region}" },
States that exist are moved by terraform init -migrate-state: see docs/how-to/manage-terraform-state.md`);
}

void main();
