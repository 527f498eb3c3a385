import type { ServiceName } from "../services/definitions";

/**
 * The kinds of Dapr resources that the platform uses, as far as it uses them. What Dapr accepts and ignores (scopes or
 * auth under spec, an unknown policy) does not compile here.
 * Source: https://docs.dapr.io/reference/resource-specs/
 */
interface Resource<Kind extends string, Version extends string> {
  apiVersion: `dapr.io/${Version}`;
  kind: Kind;
  metadata: { name: string };
}

/** A key of a secret in the store that resolves a component's secrets: Kubernetes Secrets, or the local secrets file. */
export interface SecretKeyRef {
  name: string;
  key: string;
}

export interface ComponentMetadata {
  name: string;
  value?: string;
  secretKeyRef?: SecretKeyRef;
}

export interface Component extends Resource<"Component", "v1alpha1"> {
  spec: {
    type: ComponentType;
    version: "v1" | "v2";
    /** How long a sidecar that starts waits for what the component connects to, before it ends. Default: 5s. */
    initTimeout?: string;
    metadata: ComponentMetadata[];
  };
  /** Store that resolves `secretKeyRef`. Default: Kubernetes Secrets, resolved by Dapr's operator. */
  auth?: { secretStore: string };
  /** Apps that load the component. Empty would mean all of them. */
  scopes: ServiceName[];
}

export type ComponentType =
  | "pubsub.kafka"
  | "pubsub.redis"
  | "state.postgresql"
  | "secretstores.kubernetes"
  | "secretstores.local.file";

export interface Subscription extends Resource<"Subscription", "v2alpha1"> {
  spec: { pubsubname: string; topic: string; routes: { default: string }; deadLetterTopic: string };
  scopes: ServiceName[];
}

/** A retry policy of constant pace: Dapr ends an exponential one after 15 minutes, whatever `maxRetries` says. */
export interface RetryPolicy {
  policy: "constant";
  duration: string;
  /** -1: without end. */
  maxRetries: -1;
}

export interface Resiliency extends Resource<"Resiliency", "v1alpha1"> {
  spec: {
    policies: { timeouts: Record<string, string>; retries: Record<string, RetryPolicy> };
    targets: { components: Record<string, { inbound: { timeout: string; retry: string } }> };
  };
  scopes: ServiceName[];
}

export interface Configuration extends Resource<"Configuration", "v1alpha1"> {
  spec: {
    tracing: { samplingRate: string };
    metrics: { enabled: boolean; http: { increasedCardinality: boolean }; latencyDistributionBuckets: number[] };
    secrets: { scopes: { storeName: string; defaultAccess: "deny"; allowedSecrets: string[] }[] };
    accessControl: { defaultAction: "deny"; trustDomain: string };
    features: { name: "HotReload"; enabled: boolean }[];
  };
}

export type DaprResource = Component | Subscription | Resiliency | Configuration;
