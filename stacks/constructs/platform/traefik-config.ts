import type { Config } from "../../config";
import { quantities } from "../../ledger/resources";
import type { HelmValues } from "../kubernetes/helm-values";
import type { Manifest } from "../kubernetes/manifests";
import { controlPlane } from "../kubernetes/node-preference";

/** Name of Traefik's certificate resolver. */
export const certificateResolver = "le";

/** Where k3s keeps Traefik and looks for its HelmChartConfig. */
export const traefikNamespace = "kube-system";

/** Let's Encrypt's environments (https://letsencrypt.org/docs/staging-environment/). */
const acmeServers = {
  staging: "https://acme-staging-v02.api.letsencrypt.org/directory",
  production: "https://acme-v02.api.letsencrypt.org/directory",
};

/**
 * How long Traefik waits between preparing its answer and asking to be asked for it. Let's Encrypt asks once, and Traefik
 * does not try again: by then a new pod must be ready and the one before it gone, which takes some 15 seconds.
 */
const challengeDelay = "30s";

/** Where the platform's certificate comes from; no authority signs one for an address. */
export const certificateSource = ({ cluster, platform }: Config): Config["platform"]["certificate"] =>
  cluster.domain ? platform.certificate : "none";

interface HelmChartConfig extends Manifest {
  spec: { valuesContent: string; failurePolicy: "abort" };
}

/** What k3s's own Traefik is set up with beyond k3s's defaults. */
export const traefikConfig = (config: Config): HelmChartConfig => ({
  apiVersion: "helm.cattle.io/v1",
  kind: "HelmChartConfig",
  metadata: { name: "traefik", namespace: traefikNamespace },
  spec: {
    valuesContent: JSON.stringify(traefikValues(config)),
    // By default a mistake here would remove Traefik and install it again.
    failurePolicy: "abort",
  },
});

/**
 * Keys that charts 40 and 41 both know. The chart refuses a key that it does not know at the top and under `ports` and
 * `api`, and overlooks it under `service`, `deployment` and `persistence`.
 * Source: https://github.com/traefik/traefik-helm-chart/blob/master/traefik/values.schema.json
 */
function traefikValues(config: Config): HelmValues {
  const { requests, limits } = config.platform.traefik;
  const source = certificateSource(config);
  return {
    // The certificates are a file on the disk of one node, and every further replica would ask for its own.
    deployment: { replicas: 1 },
    nodeSelector: { [controlPlane]: "true" },
    // By the chart's defaults one answer that takes over 2 s would have every request refused: this Traefik is the only one.
    readinessProbe: { failureThreshold: 3, timeoutSeconds: 5 },
    livenessProbe: { timeoutSeconds: 5 },
    persistence: {
      enabled: true,
      accessMode: "ReadWriteOnce",
      size: "128Mi",
      storageClass: "local-path",
      path: "/data",
    },
    resources: { requests: quantities(requests), limits: quantities(limits) },
    // The client's address survives only where no node hands the connection on to another.
    service: { spec: { externalTrafficPolicy: "Local" } },
    api: { dashboard: false },
    ingressRoute: { dashboard: { enabled: false } },
    metrics: { prometheus: { entryPoint: "metrics" } },
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    ...(source !== "none" && {
      ports: { web: { http: { redirections: { entryPoint: { to: "websecure", scheme: "https", permanent: true } } } } },
    }),
    ...((source === "staging" || source === "production") && {
      certificatesResolvers: {
        [certificateResolver]: {
          acme: {
            caServer: acmeServers[source],
            // In one file, the certificates of trials would be shown until they end, long after the change to production.
            storage: `/data/acme-${source}.json`,
            httpChallenge: { entryPoint: "web", delay: challengeDelay },
          },
        },
      },
    }),
  };
}
