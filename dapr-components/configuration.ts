import type { Configuration } from "./resources";
import { secretStoreName, secretStoreUsers } from "./secret-store";

/** Name of the Configuration that every sidecar runs with. */
export const configurationName = "freehold";

/** How sidecars run: no service calls another one through Dapr, metrics stay few, secrets are closed but for the named. */
export const configuration = (): Configuration => ({
  apiVersion: "dapr.io/v1alpha1",
  kind: "Configuration",
  metadata: { name: configurationName },
  spec: {
    tracing: { samplingRate: "0" },
    metrics: {
      enabled: true,
      // By default a series for each path, and 34 buckets for each of them.
      http: { increasedCardinality: false },
      latencyDistributionBuckets: [5, 25, 100, 500, 2000, 10_000],
    },
    secrets: {
      scopes: [{ storeName: secretStoreName, defaultAccess: "deny", allowedSecrets: [...secretStoreUsers] }],
    },
    accessControl: { defaultAction: "deny", trustDomain: "public" },
    // On Kafka a sidecar that takes over a changed subscription subscribes again and then unsubscribes the old one by the
    // same name: it consumes nothing of the topic from then on, without a word. The pods are replaced instead.
    // https://github.com/dapr/components-contrib/blob/v1.18.0/common/component/kafka/subscriber.go#L68
    features: [{ name: "HotReload", enabled: false }],
  },
});
