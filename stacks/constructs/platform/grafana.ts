import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { dashboards, prometheusDatasource } from "../../../dashboards";
import type { Config } from "../../config";
import type { Pins } from "../../config/pins";
import { transportOf } from "../../config/transports";
import { quantities } from "../../ledger/resources";
import { checksumAnnotation } from "../kubernetes/checksum";
import { HelmChart } from "../kubernetes/helm-chart";
import { type HelmValues, helmValues } from "../kubernetes/helm-values";
import { preferNode } from "../kubernetes/node-preference";
import { Secret } from "../kubernetes/secret";
import { prometheusUrl } from "./prometheus";
import { certificateSource } from "./traefik-config";

const adminSecret = { name: "grafana-admin", userKey: "admin-user", passwordKey: "admin-password" };
const dashboardsConfigMap = "grafana-dashboards";

export interface GrafanaProps {
  readonly config: Config;
  readonly pins: Pins;
  /** Of the user `admin`. */
  readonly adminPassword: string;
  readonly namespace: string;
}

/** Grafana with everything provisioned, so that it keeps nothing and needs no volume. */
export class Grafana extends Construct {
  constructor(scope: Construct, id: string, { config, pins, adminPassword, namespace }: GrafanaProps) {
    super(scope, id);
    const secret = new Secret(this, {
      id: "admin",
      name: adminSecret.name,
      namespace,
      data: { [adminSecret.userKey]: "admin", [adminSecret.passwordKey]: adminPassword },
    });
    const { domain } = config.cluster;
    const scheme = certificateSource(config) === "none" ? "http" : "https";
    const opsUrl = domain && `${scheme}://${domain}/ops`;
    const traces = config.connections.traces !== undefined;
    const shown = dashboards({ sidecars: transportOf(config).sidecars, traces, opsUrl });
    const configMap = new ConfigMapV1(this, "dashboards", {
      metadata: { name: dashboardsConfigMap, namespace },
      data: Object.fromEntries(shown.map((dashboard) => [`${dashboard.uid}.json`, helmValues(dashboard)])),
    });
    const container = config.platform.grafana;
    new HelmChart(this, "chart", {
      chart: "grafana",
      config,
      pins,
      namespace,
      // Grafana reads the password when its database is new, which it is at each start.
      setSensitive: [{ name: `podAnnotations.${checksumAnnotation}`, value: Fn.sha256(adminPassword), type: "string" }],
      values: grafanaValues({ requests: quantities(container.requests), limits: quantities(container.limits) }),
      pods: [
        {
          name: "grafana",
          node: "agent",
          replicas: 1,
          surge: 0,
          containers: [{ name: "grafana", ...container }],
          setting: "platform.grafana",
        },
      ],
      dependsOn: [secret, configMap],
    });
  }
}

const dashboardFolder = "/var/lib/grafana/dashboards/freehold";

/** Source of the keys: https://github.com/grafana-community/helm-charts/tree/main/charts/grafana */
const grafanaValues = (resources: HelmValues): HelmValues => ({
  resources,
  affinity: preferNode("agent"),
  // Two at once would not fit beside each other, and one has nothing to hand over.
  deploymentStrategy: { type: "Recreate" },
  persistence: { enabled: false },
  // It asks the API server for nothing: what it shows is mounted.
  automountServiceAccountToken: false,
  rbac: { create: false },
  admin: { existingSecret: adminSecret.name, userKey: adminSecret.userKey, passwordKey: adminSecret.passwordKey },
  datasources: {
    "datasources.yaml": {
      apiVersion: 1,
      datasources: [
        { ...prometheusDatasource, name: "Prometheus", url: prometheusUrl, access: "proxy", isDefault: true },
      ],
    },
  },
  dashboardProviders: {
    "dashboardproviders.yaml": {
      apiVersion: 1,
      providers: [{ name: "freehold", type: "file", disableDeletion: true, options: { path: dashboardFolder } }],
    },
  },
  dashboardsConfigMaps: { freehold: dashboardsConfigMap },
  "grafana.ini": {
    "auth.anonymous": { enabled: false },
    users: { allow_sign_up: false },
    analytics: { check_for_updates: false, check_for_plugin_updates: false, reporting_enabled: false },
    // Else it fetches app plugins at each start.
    plugins: { preinstall_disabled: true },
  },
});
