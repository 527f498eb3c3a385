import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { DaprResource } from "./resources";

/**
 * Writes resources where a sidecar reads them with `--resources-path <folder>/resources --config <folder>/config.yaml`.
 * Each has a file of its own: of several in one, Dapr reads a Resiliency only if it is the first
 * (https://github.com/dapr/dapr/blob/v1.18.1/pkg/resiliency/resiliency.go).
 */
export function writeFiles(folder: string, resources: readonly DaprResource[]): void {
  mkdirSync(path.join(folder, "resources"), { recursive: true });
  for (const resource of resources) {
    const { kind, metadata } = resource;
    const file = kind === "Configuration" ? "config.yaml" : `resources/${kind.toLowerCase()}-${metadata.name}.yaml`;
    // JSON is YAML, and sidecars only look at files that are named so.
    writeFileSync(path.join(folder, file), `${JSON.stringify(resource, null, 2)}\n`);
  }
}
