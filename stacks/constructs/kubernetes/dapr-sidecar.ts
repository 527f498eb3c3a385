import { sharedPubsub } from "../../../dapr-components/pubsub";
import { sidecarFlags } from "../../../dapr-components/sidecar";
import { timeBudgets } from "../../../services/contracts/time-budgets";
import { environment } from "../../../services/runtime/definition";
import type { ContainerResources } from "../../config/resources";
import { quantities } from "../../ledger/resources";
import type { ContainerEnv } from "./container-env";

/** Share of its memory limit that the sidecar's heap aims at; Go then collects garbage rather than be killed. */
const heapShare = 0.8;

export interface DaprSidecarProps {
  /** Unique among all apps: Dapr takes it as the consumer group. */
  readonly appId: string;
  readonly appPort: number;
  /** Name of the Dapr Configuration. */
  readonly configuration: string;
  readonly resources: ContainerResources;
  /** Secrets whose key `token` holds what the app shows to the sidecar, and the sidecar to the app. */
  readonly apiTokenSecret: string;
  readonly appTokenSecret: string;
}

/** What a pod needs to run a service beside a sidecar. */
export interface DaprSidecar {
  /** Tell Dapr's injector to add the sidecar, and how it runs. */
  readonly annotations: Record<string, string>;
  /** Tells the service's own container how to talk to the sidecar. */
  readonly env: ContainerEnv;
}

/** The key that Dapr reads in a Secret with a token. */
export const tokenKey = "token";

/** A sidecar: both halves of it, so that no pod gets one without the other. */
export const daprSidecar = (props: DaprSidecarProps): DaprSidecar => ({
  annotations: annotations(props),
  env: env(props),
});

/**
 * The injector passes both tokens to the sidecar and neither to the service; the ports it sets in both.
 * Source: https://github.com/dapr/dapr/blob/v1.18.1/pkg/injector/patcher/sidecar_container.go
 */
const env = ({ apiTokenSecret, appTokenSecret }: DaprSidecarProps): ContainerEnv => ({
  [environment.transport]: "dapr",
  [environment.dapr.pubsub]: sharedPubsub,
  [environment.dapr.apiToken]: { name: apiTokenSecret, key: tokenKey },
  [environment.dapr.appToken]: { name: appTokenSecret, key: tokenKey },
  [environment.dapr.drainSeconds]: String(timeBudgets.maxDrainSeconds),
});

/**
 * Dapr ignores a misspelt annotation, and no chart value sets these for all pods.
 * Source: https://docs.dapr.io/reference/arguments-annotations-overview/
 */
const annotations = (props: DaprSidecarProps): Record<string, string> => {
  const { requests, limits } = props.resources;
  return {
    "dapr.io/enabled": "true",
    "dapr.io/app-id": props.appId,
    "dapr.io/app-port": String(props.appPort),
    "dapr.io/app-protocol": "http",
    ...Object.fromEntries(Object.entries(sidecarFlags).map(([flag, value]) => [`dapr.io/${flag}`, value])),
    "dapr.io/config": props.configuration,
    "dapr.io/api-token-secret": props.apiTokenSecret,
    "dapr.io/app-token-secret": props.appTokenSecret,
    "dapr.io/log-as-json": "true",
    "dapr.io/sidecar-cpu-request": quantities(requests).cpu,
    "dapr.io/sidecar-cpu-limit": quantities(limits).cpu,
    "dapr.io/sidecar-memory-request": quantities(requests).memory,
    "dapr.io/sidecar-memory-limit": quantities(limits).memory,
    "dapr.io/env": `GOMEMLIMIT=${Math.floor(limits.memoryMib * heapShare)}MiB`,
    "dapr.io/sidecar-seccomp-profile-type": "RuntimeDefault",
    // The sidecar stops its subscriptions when the service begins to stop, and publishes until that has ended. A native
    // sidecar would be told of the stop only when the service has ended, and until then deliver to a closed port.
    "dapr.io/block-shutdown-duration": `${timeBudgets.sidecarApiSeconds}s`,
    "dapr.io/graceful-shutdown-seconds": String(timeBudgets.sidecarCloseSeconds),
    // Otherwise every app can read every Secret that its service account can.
    "dapr.io/disable-builtin-k8s-secret-store": "true",
  };
};
