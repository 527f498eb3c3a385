import type { Broker, SaslMechanism } from "../../dapr-components/broker";
import type { SecretKeyRef } from "../../dapr-components/resources";
import { secretStoreName } from "../../dapr-components/secret-store";
import { stateStoreName } from "../../dapr-components/state-store";
import { environment } from "../../services/runtime/definition";
import { kafkaEnv } from "./kafka-env";

/** What a container is told: a value in clear, or the key of a Secret that holds it. */
type Env = Readonly<Record<string, string | SecretKeyRef>>;

/** A way for events between the services in the cluster and the broker. Stacks, guards and dashboards follow from this. */
export interface ClusterTransport {
  /** Brokers that it reaches. */
  readonly brokers: readonly Broker["kind"][];
  /**
   * Whether each service with events runs beside a Dapr sidecar. Dapr's control plane, components and tokens, and what
   * watches them, are there only then.
   */
  readonly sidecars: boolean;
  /** What the pods of a service with events may reach. */
  readonly egress: readonly ("dapr" | "broker")[];
  /** What a service with events is told beside what its sidecar adds (stacks/constructs/kubernetes/dapr-sidecar.ts). */
  env(mechanism: SaslMechanism): Env;
  /** Variables without which a service with events does not start, and why. */
  readonly requires: readonly { readonly variable: string; readonly because: string }[];
  /** For a service with side effects outside of the cluster. */
  readonly sideEffects: {
    /** How it finds its secrets and its claims. */
    readonly env: Env;
    /**
     * `store`: it reads the Secret of its name through Dapr's secret store, with a token to the Kubernetes API.
     * `environment`: its pod gets the keys of that Secret as variables.
     */
    readonly secrets: "store" | "environment";
    /** Table of the claims: Dapr's state store, or the inbox. */
    readonly claims: "state" | "inbox";
  };
}

const transportRequired = {
  variable: environment.transport,
  because: "it declares events, and would open the embedded transport",
};

/** The transports that `platform.transport` can name. */
export const transportNames = ["dapr", "kafka"] as const;
type TransportName = (typeof transportNames)[number];

const transports: Readonly<Record<TransportName, ClusterTransport>> = {
  dapr: {
    brokers: ["redpanda", "redis"],
    sidecars: true,
    egress: ["dapr", "broker"],
    env: () => ({}),
    requires: [
      transportRequired,
      { variable: environment.dapr.apiToken, because: "its sidecar demands it" },
      { variable: environment.dapr.appToken, because: "it tells its sidecar from others by it" },
    ],
    sideEffects: {
      env: {
        [environment.dapr.secretStore]: secretStoreName,
        [environment.idempotency]: "dapr-state",
        [environment.dapr.stateStore]: stateStoreName,
      },
      secrets: "store",
      claims: "state",
    },
  },
  kafka: {
    brokers: ["redpanda"],
    sidecars: false,
    egress: ["broker"],
    env: (mechanism) => ({
      [environment.transport]: "kafka",
      ...kafkaEnv(mechanism),
      [environment.kafka.tls]: "true",
    }),
    requires: [
      transportRequired,
      { variable: environment.kafka.brokers, because: "it reads and writes events there" },
      { variable: environment.kafka.username, because: "the broker wants a user" },
      { variable: environment.kafka.password, because: "the broker wants a user" },
    ],
    sideEffects: { env: {}, secrets: "environment", claims: "inbox" },
  },
};

/** The transport of a configuration. */
export const transportOf = ({ platform }: { platform: { transport: TransportName } }): ClusterTransport =>
  transports[platform.transport];

/** Why a transport cannot be used with a broker, and the fix; undefined if it can. */
export function brokerProblem(name: TransportName, broker: Broker["kind"]): string | undefined {
  const { brokers } = transports[name];
  if (brokers.includes(broker)) return undefined;
  const others = transportNames.filter((other) => transports[other].brokers.includes(broker));
  const either = (names: readonly string[]) => names.map((each) => `"${each}"`).join(" or ");
  return `"${name}" does not reach connections.broker "${broker}": set the transport to ${either(others)}, or the broker to ${either(brokers)}`;
}
