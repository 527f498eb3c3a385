import { sideEffectServices } from "../services/definitions";
import { componentMetadata } from "./component-metadata";
import type { Component, ComponentMetadata, ComponentType } from "./resources";

export const secretStoreName = "secrets";

/** The services that read secrets through Dapr, each one its own Secret: the one with the service's name. */
export const secretStoreUsers = sideEffectServices;

const secretStore = (type: ComponentType, metadata: ComponentMetadata[]): Component => ({
  apiVersion: "dapr.io/v1alpha1",
  kind: "Component",
  metadata: { name: secretStoreName },
  spec: { type, version: "v1", metadata },
  scopes: [...secretStoreUsers],
});

/** Kubernetes Secrets, read with the token of the pod's service account. */
export const kubernetesSecretStore = (): Component => secretStore("secretstores.kubernetes", []);

/** A JSON file on this machine, read when the sidecar starts; the keys of a secret are nested under its name. */
export const localSecretStore = (secretsFile: string): Component =>
  secretStore("secretstores.local.file", componentMetadata({ secretsFile, multiValued: "true" }));
