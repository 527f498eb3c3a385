/** What every sidecar of ours is told, by the names of daprd's flags; as annotations of a pod they begin with `dapr.io/`. */
export const sidecarFlags = {
  // Subscriptions are declared. If a sidecar asked its service for them, a service that dies just then would leave it
  // without any, permanently: https://github.com/dapr/dapr/blob/v1.18.1/pkg/runtime/processor/subscriber/subscriber.go#L319
  "disable-init-endpoints": "subscribe,config",
  // Two deliveries at a time lose events, because all share one pipeline. When the second enters before the first has
  // left, Dapr records the first one's connection error for the second. The first then counts as an empty 200: SUCCESS.
  // https://github.com/dapr/dapr/blob/v1.18.1/pkg/middleware/http/pipeline.go#L51
  "app-max-concurrency": "1",
} as const;
