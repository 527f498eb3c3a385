import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { stringify } from "yaml";
import { type RuleOptions, ruleGroups } from "../../../dashboards/alerts";
import type { Config } from "../../config";
import type { Pins } from "../../config/pins";
import type { ContainerResources } from "../../config/resources";
import { transportOf } from "../../config/transports";
import { quantities } from "../../ledger/resources";
import { HelmChart } from "../kubernetes/helm-chart";
import type { HelmValues } from "../kubernetes/helm-values";
import { namespaces } from "../kubernetes/namespaces";
import { preferNode } from "../kubernetes/node-preference";
import { restrictedContainer, seccompProfile } from "../kubernetes/pod-security";
import { Secret } from "../kubernetes/secret";
import { requiredVariable } from "../terraform/required-variable";
import { alertmanagerAddress, alertmanagerValues, webhookSecret } from "./alertmanager";
import { redpandaMetricsUrl, redpandaScrapeJob, redpandaSecretMount } from "./redpanda-metrics";
import { RedpandaMetricsSecret } from "./redpanda-metrics-secret";
import { scrapeJobs } from "./scrape-jobs";

/** The Service that the chart makes in a release named `prometheus`. */
export const prometheusUrl = `http://prometheus-server.${namespaces.monitoring}.svc.cluster.local`;

/**
 * The container beside the server that tells it of new rules. Its makers give it 50 MiB
 * (`defaultReloaderMemory`, https://github.com/prometheus-operator/prometheus-operator/blob/main/cmd/operator/main.go).
 */
const reloader: ContainerResources = {
  requests: { cpuMillis: 5, memoryMib: 16 },
  limits: { cpuMillis: 50, memoryMib: 64 },
};

export interface PrometheusProps {
  readonly config: Config;
  readonly pins: Pins;
  readonly namespace: string;
}

/** Prometheus, Alertmanager and the node exporter, within the limits that were decided for them. */
export class Prometheus extends Construct {
  readonly chart: HelmChart;

  constructor(scope: Construct, id: string, { config, pins, namespace }: PrometheusProps) {
    super(scope, id);
    const { server, nodeExporter } = config.platform.prometheus;
    const { webhook, ...alertmanager } = config.platform.alertmanager;
    this.chart = new HelmChart(this, "chart", {
      chart: "prometheus",
      config,
      pins,
      namespace,
      values: prometheusValues(config),
      pods: [
        {
          // The chart recreates the pod, since two cannot share its volume.
          name: "prometheus-server",
          node: "server",
          replicas: 1,
          surge: 0,
          containers: [
            { name: "prometheus-server", ...server },
            { name: "configmap-reload", ...reloader },
          ],
          setting: "platform.prometheus.server",
        },
        {
          name: "node-exporter",
          node: "every",
          replicas: 1,
          surge: 0,
          containers: [{ name: "node-exporter", ...nodeExporter }],
          setting: "platform.prometheus.nodeExporter",
        },
        {
          // A StatefulSet replaces its pod, and starts none beside it.
          name: "alertmanager",
          node: "agent",
          replicas: 1,
          surge: 0,
          containers: [{ name: "alertmanager", ...alertmanager }],
          setting: "platform.alertmanager",
        },
      ],
      dependsOn: [
        ...(webhook ? [this.addWebhookSecret(namespace)] : []),
        ...(redpandaMetricsUrl(config) ? [new RedpandaMetricsSecret(this, "redpanda-metrics", { namespace })] : []),
      ],
    });
  }

  private addWebhookSecret(namespace: string): Secret {
    const url = requiredVariable(TerraformStack.of(this), "alert_webhook_url", {
      description: "https address that Alertmanager posts alerts to.",
      pattern: "https://[^\\s]+",
      format: "must be an https address",
      sensitive: true,
    });
    return new Secret(this, {
      id: "webhook",
      name: webhookSecret.name,
      namespace,
      data: { [webhookSecret.key]: url },
    });
  }
}

const resources = ({ requests, limits }: ContainerResources) => ({
  requests: quantities(requests),
  limits: quantities(limits),
});

/** Keeps traces beside histograms. Prometheus takes the memory for all of them at its start, by default for 100,000. */
const exemplarStorage = { extraArgs: { "enable-feature": "exemplar-storage" }, exemplars: { max_exemplars: 5_000 } };

/** The scrape jobs of the chart. */
const chartJobs = [
  "prometheus",
  "kubernetes-api-servers",
  "kubernetes-nodes",
  "kubernetes-nodes-cadvisor",
  "kubernetes-service-endpoints",
  "kubernetes-service-endpoints-slow",
  "prometheus-pushgateway",
  "kubernetes-services",
  "kubernetes-pods",
  "kubernetes-pods-slow",
];

const ruleOptions = (config: Config): RuleOptions => {
  const { project, connections, platform, cluster } = config;
  const { trialEnds, credit, prices } = connections.redpanda;
  return {
    filesUrl: project.filesUrl,
    sidecars: transportOf(config).sidecars,
    snapshotIntervalHours: cluster.snapshots.intervalHours,
    prometheusMemoryMib: platform.prometheus.server.limits.memoryMib,
    ...(connections.broker === "redpanda" && {
      redpandaTrialEnds: trialEnds,
      ...(trialEnds && prices && { redpandaCredit: { trialEnds, credit, prices } }),
    }),
  };
};

/** Source of the keys: https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus */
function prometheusValues(config: Config): HelmValues {
  const { server, nodeExporter, retentionDays, retentionSizeGb } = config.platform.prometheus;
  const redpanda = redpandaMetricsUrl(config);
  return {
    server: {
      resources: resources(server),
      affinity: preferNode("server"),
      retention: `${retentionDays}d`,
      retentionSize: `${retentionSizeGb}GB`,
      // The size cap leaves out the write-ahead log and the block that is being compacted.
      persistentVolume: {
        enabled: true,
        size: `${Math.ceil((retentionSizeGb * 4) / 3)}Gi`,
        storageClass: "local-path",
      },
      global: { scrape_interval: "30s", evaluation_interval: "30s" },
      securityContext: { seccompProfile },
      containerSecurityContext: restrictedContainer,
      // Else the chart looks through all pods for it, and shows it the token of Prometheus.
      alertmanagers: [{ static_configs: [{ targets: [alertmanagerAddress] }] }],
      ...(redpanda && { extraSecretMounts: [redpandaSecretMount] }),
      ...(config.connections.traces && exemplarStorage),
    },
    configmapReload: {
      prometheus: { resources: resources(reloader), containerSecurityContext: restrictedContainer },
    },
    "prometheus-node-exporter": {
      resources: resources(nodeExporter),
      // What the machines tell of themselves (cloud-init/opt/freehold/metrics.sh); the chart shows it their file system there.
      extraArgs: ["--collector.textfile.directory=/host/root/var/lib/freehold/metrics"],
      securityContext: { seccompProfile },
      containerSecurityContext: restrictedContainer,
    },
    alertmanager: alertmanagerValues(config),
    "kube-state-metrics": { enabled: false },
    "prometheus-pushgateway": { enabled: false },
    // The chart's own jobs would scrape some of this twice, and probe what is not there.
    scrapeConfigs: Object.fromEntries(chartJobs.map((job) => [job, { enabled: false }])),
    extraScrapeConfigs: stringify([
      ...scrapeJobs(transportOf(config).sidecars),
      ...(redpanda ? [redpandaScrapeJob(redpanda)] : []),
    ]),
    serverFiles: { "alerting_rules.yml": { groups: ruleGroups(ruleOptions(config)) } },
  };
}
