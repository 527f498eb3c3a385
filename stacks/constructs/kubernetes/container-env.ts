import type { SecretKeyRef } from "../../../dapr-components/resources";

/** What a container of ours is told: a value in clear, or the key of a Secret that holds it. */
export type ContainerEnv = Readonly<Record<string, string | SecretKeyRef>>;

/** The same as the Kubernetes provider takes it. */
export const containerEnv = (env: ContainerEnv) =>
  Object.entries(env).map(([name, value]) =>
    typeof value === "string" ? { name, value } : { name, valueFrom: { secretKeyRef: value } },
  );
