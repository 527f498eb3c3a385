/** What every sidecar of ours is told, by the names of daprd's flags; as annotations of a pod they begin with `dapr.io/`. */
export const sidecarFlags = {
  // Subscriptions are declared. Asked for them, a service that dies just then would leave its sidecar without any for
  // good: https://github.com/dapr/dapr/blob/v1.18.1/pkg/runtime/processor/subscriber/subscriber.go#L319
  "disable-init-endpoints": "subscribe,config",
  // Two deliveries at a time lose events: all share one pipeline, and when the second enters before the first has left,
  // the first one's connection error is noted as the second's, and the first counts as an empty 200, which is SUCCESS.
  // https://github.com/dapr/dapr/blob/v1.18.1/pkg/middleware/http/pipeline.go#L51
  "app-max-concurrency": "1",
} as const;
