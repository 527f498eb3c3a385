import type { Topic } from "./topics";

/**
 * What a service needs from wherever it runs. The stacks read it to make its Deployment, Dapr scopes, routes, secrets
 * and connection budget; the service reads it for its own subscriptions. It is data: nothing here runs.
 */
export interface ServiceNeeds<Name extends string = string> {
  /** Its name everywhere: of its folder, its Deployment, its consumer group, and its key in the configuration. */
  name: Name;
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
  /** How it runs unless `apps.services.<name>` in freehold.config.ts says otherwise. */
  defaults?: {
    /** Node that its pods prefer. Default: the agent, which k3s leaves more of. */
    node?: "server" | "agent";
    /** Pods under load, 1 to 10. Default: 2. */
    maxReplicas?: number;
    /** Default: 200 millicores and 512 MiB. */
    limits?: { cpuMillis: number; memoryMib: number };
  };
}

/** Declares what a service needs; its name stays a literal type, so that whoever misspells it is told by the compiler. */
export const defineNeeds = <const Name extends string>(needs: ServiceNeeds<Name>): ServiceNeeds<Name> => needs;

/** The port that every service listens on in its own container: API, probes and metrics. */
export const servicePort = 8080;

/** What every service answers to the cluster alone: probes and metrics. The ingress passes none of it on. */
export const internalPaths = ["/healthz", "/readyz", "/metrics"] as const;
