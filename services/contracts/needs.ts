import type { Topic } from "./topics";

export const serviceNames = [
  "frontend",
  "backend",
  "recurring-task-consumer",
  "reminder-consumer",
  "audit-consumer",
  "reminder-scheduler",
  "notification",
  "websocket",
] as const;
export type ServiceName = (typeof serviceNames)[number];

/**
 * What a service needs from wherever it runs. The stacks read it to make its Deployment, Dapr scopes, routes, secrets
 * and connection budget; the service reads it for its own subscriptions. It is data: nothing here runs.
 */
export interface ServiceNeeds {
  name: ServiceName;
  /**
   * `shared`: one replica handles an event; the consumer group is the service's name.
   * `broadcast`: every replica handles every event that arrives while it is up.
   */
  subscribes: { topic: Topic; delivery: "shared" | "broadcast" }[];
  /** Topics whose events the service writes to the outbox, which it then relays. */
  publishes: Topic[];
  /** Database connections that one replica opens at most; 0 for a service without a database. */
  poolMax: number;
  /** Path prefixes that the ingress sends to the service; empty for one that nobody calls from outside. */
  routes: string[];
  /** Whether requests of users reach it, so that it needs the keys that tokens are checked with. */
  authenticates: boolean;
}

/** The port that every service listens on in its own container: API, probes and metrics. */
export const servicePort = 8080;
