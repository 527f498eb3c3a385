import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { localDaprResources } from "../dapr-components";

/**
 * `npm run dapr:components [-- <folder>]`: writes the Dapr resources for sidecars on this machine, from the source that
 * the cluster's come from. A sidecar reads them with `--resources-path <folder>/resources --config <folder>/config.yaml`.
 * Each has a file of its own: of several in one, Dapr reads a Resiliency only if it is the first.
 */
const folder = path.resolve(process.argv[2] ?? ".freehold/dapr");
const secretsFile = path.join(folder, "secrets.json");
const resources = localDaprResources({ secretsFile });

mkdirSync(path.join(folder, "resources"), { recursive: true });
for (const resource of resources) {
  const { kind, metadata } = resource;
  const file = kind === "Configuration" ? "config.yaml" : `resources/${kind.toLowerCase()}-${metadata.name}.yaml`;
  // JSON is YAML, and sidecars only look at files that are named so.
  writeFileSync(path.join(folder, file), `${JSON.stringify(resource, null, 2)}\n`);
}
console.log(`Wrote ${resources.length} Dapr resources to ${folder}.
They need Redis on 127.0.0.1:6379, and ${secretsFile} with {"database": {"direct-url": "postgres://…"}}.`);
