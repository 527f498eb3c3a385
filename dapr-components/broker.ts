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

/**
 * When Redis Streams hand an entry to another sidecar: after `processingTimeout` without an acknowledgement, and up to one
 * `redeliverInterval` more. A sidecar that stops leaves behind what it has fetched and not delivered, so both together are
 * the delay of a planned restart. `queueDepth` keeps what is fetched far below what a service handles in that time. An
 * entry that takes longer is delivered twice, and its second delivery is a duplicate to the inbox.
 *
 * In milliseconds, as bare numbers: Dapr reads no unit of `redeliverInterval` and takes 15 s instead.
 * https://github.com/dapr/components-contrib/blob/v1.18.0/common/component/redis/settings.go#L109
 */
const redelivery = { processingTimeout: "3000", redeliverInterval: "1000", queueDepth: "10" };

/** Where a consumer group that is new starts to read. */
export type InitialOffset = "oldest" | "newest";

/**
 * How often a sidecar asks Kafka whether its group changes. After a change, a group consumes nothing until its last
 * member has learned of it. A pod that is replaced changes its group four times: its sidecar joins and leaves once for each
 * topic. Dapr's default is 3 s.
 */
const heartbeatInterval = "500ms";

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
        heartbeatInterval,
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
      ...redelivery,
      // Redis is away for some seconds in a rollout. The client waits about that long for it; without, a sidecar that
      // starts meanwhile ends, and Kubernetes lets it wait 10 s and more before it starts it again.
      redisMaxRetries: "15",
      redisMaxRetryInterval: "1s",
    }),
  };
}
