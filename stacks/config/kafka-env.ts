import type { SaslMechanism } from "../../dapr-components/broker";
import type { SecretKeyRef } from "../../dapr-components/resources";
import { environment } from "../../services/runtime/definition";

/** A key of the Secret that the stack platform makes of the broker's connection. */
const redpandaKey = (key: "brokers" | "username" | "password"): SecretKeyRef => ({ name: "redpanda", key });

/** How a program of ours reaches Redpanda without Dapr. TLS is on, because a user is given. */
export const kafkaEnv = (mechanism: SaslMechanism): Record<string, string | SecretKeyRef> => ({
  [environment.kafka.brokers]: redpandaKey("brokers"),
  [environment.kafka.username]: redpandaKey("username"),
  [environment.kafka.password]: redpandaKey("password"),
  [environment.kafka.mechanism]: mechanism,
});
