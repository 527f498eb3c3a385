import { z } from "zod";

/** The services outside the cluster that the platform connects to. */
export const connectionsSchema = z.strictObject({
  /** `redpanda`: Redpanda Cloud. `redis`: Redis Streams in the cluster, free for good. Default: `redpanda`. */
  broker: z.enum(["redpanda", "redis"], 'must be "redpanda" or "redis"').default("redpanda"),
});
