import { Construct } from "constructs";
import type { Config } from "../../config";
import type { Pins } from "../../config/pins";
import { quantities } from "../../ledger/resources";
import { HelmChart } from "../kubernetes/helm-chart";
import type { HelmValues } from "../kubernetes/helm-values";
import { namespaces } from "../kubernetes/namespaces";
import { DaprTrustRoot } from "./dapr-trust-root";

export interface DaprProps {
  readonly config: Config;
  readonly pins: Pins;
  readonly namespace: string;
}

/** The control plane that Dapr needs for pub/sub, state and secrets; no more than that. */
const components = ["dapr-operator", "dapr-sentry", "dapr-sidecar-injector"];

/** Dapr's control plane, sized for two vCPU. Needs a TLS provider in its stack. */
export class Dapr extends Construct {
  readonly chart: HelmChart;

  constructor(scope: Construct, id: string, { config, pins, namespace }: DaprProps) {
    super(scope, id);
    const resources = config.platform.dapr;
    this.chart = new HelmChart(this, "chart", {
      chart: "dapr",
      config,
      pins,
      namespace,
      values: daprValues({ requests: quantities(resources.requests), limits: quantities(resources.limits) }),
      setSensitive: new DaprTrustRoot(this, "trust-root").setSensitive,
      pods: components.map((name) => ({
        name,
        node: "any",
        replicas: 1,
        surge: 1,
        containers: [{ name, ...resources }],
        setting: "platform.dapr",
      })),
    });
  }
}

/** Source of the keys: https://github.com/dapr/dapr/tree/v1.18.1/charts/dapr */
const daprValues = (resources: HelmValues): HelmValues => ({
  global: {
    logAsJson: true,
    seccompProfile: "RuntimeDefault",
    ha: { enabled: false },
    // For actors and workflows only. The scheduler would bring three pods and three volumes of 16 Gi.
    scheduler: { enabled: false },
    actors: { enabled: false },
    mtls: { enabled: true },
  },
  dapr_operator: {
    resources,
    // Restarts a pod that came up without its sidecar because the injector could not be reached.
    watchInterval: "60s",
  },
  dapr_sentry: { resources },
  dapr_sidecar_injector: {
    resources,
    // Pod Security "restricted" asks for it.
    sidecarDropALLCapabilities: true,
    // Pods of other namespaces start without a call to the injector.
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespaces.apps } },
  },
  // Else the chart lets every pod of the namespace `default` read all Secrets there.
  dapr_rbac: { secretReader: { enabled: false } },
});
