import type { SecretKeyRef } from "../../dapr-components/resources";
import type { EnvironmentVariable } from "../../services/contracts/environment";

/** What a container of ours is told: a value in clear, or the key of a Secret that holds it. */
export type ContainerEnv = Partial<Record<EnvironmentVariable, string | SecretKeyRef>>;

/** The same as the Kubernetes provider takes it. */
export const containerEnv = (env: ContainerEnv) =>
  Object.entries(env).map(([name, value]) =>
    typeof value === "string" ? { name, value } : { name, valueFrom: { secretKeyRef: value } },
  );
