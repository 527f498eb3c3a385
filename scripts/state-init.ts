import "./plain-errors";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import config from "../freehold.config";
import { ociCredentials } from "./oci/credentials";
import { OciClient } from "./oci/oci-client";
import { createStateBucket, objectStorageNamespace } from "./state-init/state-bucket";

/**
 * `npm run state:init [-- --bucket NAME] [-- --compartment OCID]`: makes the bucket that the `oci` backend keeps Terraform's
 * states in, and says what to put into freehold.config.ts. Default: the bucket that is configured, else
 * <project>-state, in the tenancy's root compartment.
 */
async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { values } = parseArgs({ options: { bucket: { type: "string" }, compartment: { type: "string" } } });
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
States that exist are moved by terraform init -migrate-state: see docs/operations.md, State`);
}

void main();
