import type { ComponentMetadata, SecretKeyRef } from "./resources";

/** The metadata of a component, in the list form that Dapr reads. */
export const componentMetadata = (settings: Record<string, string | SecretKeyRef>): ComponentMetadata[] =>
  Object.entries(settings).map(([name, value]) =>
    typeof value === "string" ? { name, value } : { name, secretKeyRef: value },
  );
