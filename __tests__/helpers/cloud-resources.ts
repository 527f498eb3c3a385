import { writeFileSync } from "node:fs";
import path from "node:path";
import { cloudDaprResources } from "../../dapr-components";
import type { Broker } from "../../dapr-components/broker";
import type { DaprResource } from "../../dapr-components/resources";
import { localSecretStore, secretStoreName } from "../../dapr-components/secret-store";

export interface CloudResourcesOptions {
  broker: Broker;
  /** What the Secrets of the cluster hold, by their name and key. */
  secrets: Record<string, Record<string, string>>;
}

/**
 * The Dapr resources of the cluster for sidecars on this machine. There is no operator here that hands secrets to them,
 * so that they read the same secrets from a file in `folder`; all else is as the cluster gets it.
 */
export function cloudResourcesFor(folder: string, { broker, secrets }: CloudResourcesOptions): DaprResource[] {
  const secretsFile = path.join(folder, "secrets.json");
  writeFileSync(secretsFile, JSON.stringify(secrets), { mode: 0o600 });
  const databaseDirectUrl = { name: "database", key: "direct-url" };
  return cloudDaprResources({ broker, databaseDirectUrl }).map((resource) => {
    if (resource.kind !== "Component") return resource;
    // Without scopes: every sidecar has secrets to read.
    if (resource.metadata.name === secretStoreName) return { ...localSecretStore(secretsFile), scopes: [] };
    const readsSecrets = resource.spec.metadata.some(({ secretKeyRef }) => secretKeyRef);
    return readsSecrets ? { ...resource, auth: { secretStore: secretStoreName } } : resource;
  });
}

/** How a Redpanda is signed in to. */
export interface RedpandaAccess {
  brokers: string;
  username: string;
  password: string;
}

/** The same of a cluster whose broker is Redpanda. */
export function redpandaResourcesFor(folder: string, redpanda: RedpandaAccess, databaseUrl: string): DaprResource[] {
  const key = (name: keyof RedpandaAccess) => ({ name: "redpanda", key: name });
  return cloudResourcesFor(folder, {
    broker: {
      kind: "redpanda",
      ...{ brokers: key("brokers"), username: key("username"), password: key("password") },
      mechanism: "scram-sha-256",
    },
    secrets: { redpanda: { ...redpanda }, database: { "direct-url": databaseUrl } },
  });
}
