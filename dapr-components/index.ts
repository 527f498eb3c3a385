import { allDefinitions } from "../services/definitions";
import type { Broker } from "./broker";
import { configuration } from "./configuration";
import { pubsubComponents } from "./pubsub";
import { resiliency } from "./resiliency";
import type { DaprResource, SecretKeyRef } from "./resources";
import { kubernetesSecretStore, localSecretStore } from "./secret-store";
import { stateStore } from "./state-store";
import { subscriptions } from "./subscriptions";

/** What differs from one place to another; all the rest follows from what the services need. */
export interface CloudDaprOptions {
  broker: Broker;
  /** postgres:// URL of the database, past its pooler. */
  databaseDirectUrl: SecretKeyRef;
}

/** The Dapr resources of the cluster. They belong into the namespace of the services. */
export const cloudDaprResources = ({ broker, databaseDirectUrl }: CloudDaprOptions): DaprResource[] => [
  ...pubsubComponents(broker, allDefinitions, "{podName}"),
  stateStore(databaseDirectUrl),
  kubernetesSecretStore(),
  ...subscriptions(allDefinitions),
  resiliency(allDefinitions),
  configuration(),
];

/** For sidecars on this machine: Redis Streams, and secrets from a file. */
export interface LocalDaprOptions {
  /** host:port. Default: 127.0.0.1:6379. */
  redisHost?: string;
  /** JSON file with at least `{"database": {"direct-url": "postgres://…"}}`. */
  secretsFile: string;
}

/** The same resources for sidecars on this machine. */
export const localDaprResources = ({ redisHost = "127.0.0.1:6379", secretsFile }: LocalDaprOptions): DaprResource[] => [
  ...pubsubComponents({ kind: "redis", host: redisHost }, allDefinitions, "{uuid}"),
  { ...stateStore({ name: "database", key: "direct-url" }), auth: { secretStore: "secrets" } },
  localSecretStore(secretsFile),
  ...subscriptions(allDefinitions),
  resiliency(allDefinitions),
  configuration(),
];
