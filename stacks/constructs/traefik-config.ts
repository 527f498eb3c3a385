import type { Config } from "../config";
import { quantities } from "../ledger/resources";
import type { HelmValues } from "./helm-values";
import type { Manifest } from "./manifests";

/** Name of Traefik's certificate resolver. */
export const certificateResolver = "le";

/** Where k3s keeps Traefik and looks for its HelmChartConfig. */
export const traefikNamespace = "kube-system";

/** Let's Encrypt's environments (https://letsencrypt.org/docs/staging-environment/). */
const acmeServers = {
  staging: "https://acme-staging-v02.api.letsencrypt.org/directory",
  production: "https://acme-v02.api.letsencrypt.org/directory",
};

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
    // By default a mistake here would remove Traefik and install it anew.
    failurePolicy: "abort",
  },
});

/** Keys that charts 40 and 41 both know. Source: https://github.com/traefik/traefik-helm-chart */
function traefikValues({ cluster, platform }: Config): HelmValues {
  const { requests, limits } = platform.traefik;
  return {
    resources: { requests: quantities(requests), limits: quantities(limits) },
    // The client's address survives only where no node hands the connection on to another.
    service: { spec: { externalTrafficPolicy: "Local" } },
    // The certificates are a file on the disk of one node.
    persistence: { enabled: true, size: "128Mi", storageClass: "local-path" },
    global: { checkNewVersion: false },
    ...(cluster.domain && {
      ports: { web: { http: { redirections: { entryPoint: { to: "websecure", scheme: "https", permanent: true } } } } },
      certificatesResolvers: {
        [certificateResolver]: {
          acme: {
            caServer: acmeServers[platform.acme],
            storage: "/data/acme.json",
            httpChallenge: { entryPoint: "web" },
          },
        },
      },
    }),
  };
}
