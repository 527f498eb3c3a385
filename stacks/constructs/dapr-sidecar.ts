import { sidecarFlags } from "../../dapr-components/sidecar";
import type { ContainerResources } from "../config/resources";
import { quantities } from "../ledger/resources";

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

/**
 * The annotations of a pod that gets a sidecar. A misspelt one is ignored, and no chart value sets these for all.
 * Source: https://docs.dapr.io/reference/arguments-annotations-overview/
 */
export const daprSidecar = (props: DaprSidecarProps): Record<string, string> => {
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
    // Starts before the service and stops after it, so that what is in hand can still be acknowledged.
    "dapr.io/enable-native-sidecar": "true",
    "dapr.io/graceful-shutdown-seconds": "5",
    // Otherwise every app can read every Secret that its service account can.
    "dapr.io/disable-builtin-k8s-secret-store": "true",
  };
};
