import { Construct } from "constructs";
import type { Config } from "../config";
import type { Pins } from "../config/pins";
import type { ContainerResources } from "../config/resources";
import { quantities } from "../ledger/resources";
import { HelmChart } from "./helm-chart";
import type { HelmValues } from "./helm-values";
import { namespaces } from "./namespaces";
import { preferNode } from "./node-preference";

/** The Service that the chart makes in a release named `prometheus`. */
export const prometheusUrl = `http://prometheus-server.${namespaces.monitoring}.svc.cluster.local`;

/** The container beside the server that tells it of new rules. */
const reloader: ContainerResources = {
  requests: { cpuMillis: 5, memoryMib: 16 },
  limits: { cpuMillis: 50, memoryMib: 32 },
};

export interface PrometheusProps {
  readonly config: Config;
  readonly pins: Pins;
  readonly namespace: string;
}

/** Prometheus and the node exporter, within the limits that were decided for them. */
export class Prometheus extends Construct {
  readonly chart: HelmChart;

  constructor(scope: Construct, id: string, { config, pins, namespace }: PrometheusProps) {
    super(scope, id);
    const { server, nodeExporter } = config.platform.prometheus;
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
      ],
    });
  }
}

const resources = ({ requests, limits }: ContainerResources) => ({
  requests: quantities(requests),
  limits: quantities(limits),
});

/** Source of the keys: https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus */
function prometheusValues({ platform }: Config): HelmValues {
  const { server, nodeExporter, retentionDays, retentionSizeGb } = platform.prometheus;
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
    },
    configmapReload: { prometheus: { resources: resources(reloader) } },
    "prometheus-node-exporter": { resources: resources(nodeExporter) },
    alertmanager: { enabled: false },
    "kube-state-metrics": { enabled: false },
    "prometheus-pushgateway": { enabled: false },
    scrapeConfigs: {
      // Would probe every Service of Dapr through a blackbox exporter that is not there: targets that are always down.
      "kubernetes-services": { enabled: false },
      // Everything is scraped through its Service; what annotates its pods as well would be scraped twice.
      "kubernetes-pods": { enabled: false },
      "kubernetes-pods-slow": { enabled: false },
      "kubernetes-service-endpoints-slow": { enabled: false },
    },
  };
}
