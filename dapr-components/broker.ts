import { componentMetadata } from "./component-metadata";
import type { ComponentMetadata, ComponentType, SecretKeyRef } from "./resources";

/** Redpanda Cloud, or anything else that speaks Kafka with SASL over TLS. */
export interface KafkaBroker {
  kind: "redpanda";
  /** Comma-separated host:port. */
  brokers: SecretKeyRef;
  username: SecretKeyRef;
  password: SecretKeyRef;
  mechanism: SaslMechanism;
}

/** Redis Streams. */
export interface RedisBroker {
  kind: "redis";
  /** host:port. */
  host: string;
  /** Default: Redis asks for none. */
  password?: SecretKeyRef;
}

export type Broker = KafkaBroker | RedisBroker;

export const saslMechanisms = ["scram-sha-256", "scram-sha-512"] as const;
export type SaslMechanism = (typeof saslMechanisms)[number];

/**
 * What Dapr calls the mechanisms. Any other word, SCRAM-SHA-256 included, makes it send the password in plain text.
 * Source: https://github.com/dapr/components-contrib/blob/v1.18.0/common/component/kafka/auth.go
 */
const daprMechanisms: Record<SaslMechanism, string> = { "scram-sha-256": "SHA-256", "scram-sha-512": "SHA-512" };

/** Where a consumer group that is new starts to read. */
export type InitialOffset = "oldest" | "newest";

/** The type and the connection of a pub/sub component on `broker`. */
export function brokerConnection(
  broker: Broker,
  initialOffset: InitialOffset,
): { type: ComponentType; metadata: ComponentMetadata[] } {
  if (broker.kind === "redpanda") {
    return {
      type: "pubsub.kafka",
      metadata: componentMetadata({
        brokers: broker.brokers,
        // TLS is on with every authType but "none".
        authType: "password",
        saslUsername: broker.username,
        saslPassword: broker.password,
        saslMechanism: daprMechanisms[broker.mechanism],
        initialOffset,
      }),
    };
  }
  return {
    type: "pubsub.redis",
    // A new group on Redis always starts with the oldest entry, so there is no offset to set.
    metadata: componentMetadata({
      redisHost: broker.host,
      ...(broker.password && { redisPassword: broker.password }),
      // More workers than one would handle the events of a task out of order.
      concurrency: "1",
      // An entry whose consumer died is handed to another after this and up to one interval more; an event that is retried
      // for longer is delivered twice. What comes after it waits: predecessorWait in services/runtime/retry-policy.ts.
      processingTimeout: "60s",
      redeliverInterval: "15s",
    }),
  };
}
