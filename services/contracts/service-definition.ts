import type { NodeRole } from "./node-role";
import type { Expiry } from "./retention";
import type { ServiceConnection } from "./service-connection";
import type { DeclaredSettings } from "./setting";
import type { Topic } from "./topics";

/**
 * Declares a service: what it needs from wherever it runs. The stacks read it to make its Deployment, Dapr scopes, routes,
 * secrets and connection budget; the service reads it for its own subscriptions. It is data: nothing here runs.
 */
export interface ServiceDefinition<
  Name extends string = string,
  Own extends DeclaredSettings = DeclaredSettings,
  Connection extends ServiceConnection | undefined = ServiceConnection | undefined,
> {
  /** Its name everywhere: of its folder, its Deployment, its consumer group, and its key in the configuration. */
  name: Name;
  /**
   * `shared`: one replica handles an event; the consumer group is the service's name.
   * `broadcast`: every replica handles every event that arrives while it is up.
   * Default: none.
   */
  subscribes: { topic: Topic; delivery: "shared" | "broadcast" }[];
  /** Topics whose events the service writes to the outbox, which it then relays. Default: none. */
  publishes: Topic[];
  /** Database connections that one replica opens at most; 0 for a service without a database. */
  poolMax: number;
  /** Path prefixes that the ingress sends to the service. Default: none, for one that is not called from outside. */
  routes: string[];
  /** Path prefixes below `routes` that take files of up to `maxUploadBytes`. Default: none. */
  uploads?: readonly string[];
  /** Whether requests of users reach it, so that it needs the keys that tokens are checked with. */
  authenticates: boolean;
  /** Whether it reads the metrics of the platform: it is told where Prometheus is, and may reach it and all services. Default: no. */
  readsMetrics: boolean;
  /** The public half of a key pair that the stacks made, as PEM, in a variable. Default: none. */
  readsPublicKey?: { keyPair: string; variable: string };
  /** Whether people sign in there: it is told of their OpenID provider (services/contracts/oidc.ts), and may reach it. Default: no. */
  signsIn: boolean;
  /** What it is told beside what the runtime tells every service. Default: nothing. */
  settings: Own;
  /** How it connects to what is outside of the cluster, for a service with side effects there. Default: not at all. */
  connection?: Connection;
  /** What of its own tables has a limited life. Default: nothing. */
  expires?: readonly Expiry[];
  /** How it runs unless `apps.services.<name>` in freehold.config.ts says otherwise. */
  defaults?: {
    /** Node that its pods prefer. Default: the agent, which k3s leaves more of. */
    node?: NodeRole;
    /** Pods at rest, 1 to 10. Default: 1. */
    replicas?: number;
    /** Pods under load, 1 to 10. Default: 2. */
    maxReplicas?: number;
    /** Default: 20 millicores and 128 MiB. */
    requests?: { cpuMillis: number; memoryMib: number };
    /** Default: 200 millicores and 512 MiB. */
    limits?: { cpuMillis: number; memoryMib: number };
  };
}

/** What a folder declares of its service: a service that is called from outside also says whether users reach it. */
type Declaration<Definition extends ServiceDefinition> = Omit<Definition, keyof typeof unless | "settings"> &
  Partial<Pick<Definition, "subscribes" | "publishes" | "readsMetrics" | "signsIn" | "settings">> &
  (Pick<Definition, "routes" | "authenticates"> | { routes?: never; authenticates?: never });

/** What holds unless a service declares otherwise. */
const unless = {
  subscribes: [] as ServiceDefinition["subscribes"],
  publishes: [] as ServiceDefinition["publishes"],
  routes: [] as string[],
  authenticates: false,
  readsMetrics: false,
  signsIn: false,
};

/** Declares a service; its name stays a literal type, so that the compiler names a misspelling. */
export const defineService = <
  const Name extends string,
  Own extends DeclaredSettings = Record<never, never>,
  Connection extends ServiceConnection | undefined = undefined,
>(
  declaration: Declaration<ServiceDefinition<Name, Own, Connection>>,
): ServiceDefinition<Name, Own, Connection> =>
  // Without the key, `Own` is inferred as no settings.
  ({ ...unless, settings: {} as Own, ...declaration });

/** Whether a service publishes or subscribes. One that does neither runs without a transport and without a sidecar. */
export const usesEvents = ({ publishes, subscribes }: Pick<ServiceDefinition, "publishes" | "subscribes">): boolean =>
  publishes.length + subscribes.length > 0;

/** Whether a service writes to the database: it carries its outbox, and deletes what is old. */
export const writes = ({ publishes, subscribes }: Pick<ServiceDefinition, "publishes" | "subscribes">): boolean =>
  publishes.length > 0 || subscribes.some(({ delivery }) => delivery === "shared");

/** Whether a service opens connections to the database. */
export const usesDatabase = ({ poolMax }: Pick<ServiceDefinition, "poolMax">): boolean => poolMax > 0;

/**
 * Whether a service has side effects outside of the cluster. Beside a sidecar it finds its secrets in Dapr's secret store and
 * the claims of its side effects in Dapr's state store, without one in its environment and in the inbox.
 */
export const hasSideEffects = ({ connection }: Pick<ServiceDefinition, "connection">): boolean =>
  connection !== undefined;

/** The port that every service listens on in its own container: API, probes and metrics. */
export const servicePort = 8080;

/** What every service answers to the cluster alone: probes and metrics. The ingress passes none of it on. */
export const internalPaths = ["/healthz", "/readyz", "/metrics"] as const;
