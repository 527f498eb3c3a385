import type { Construct } from "constructs";
import { servicePort } from "../../../services/contracts/service-definition";
import type { Config } from "../../config";
import { transportOf } from "../../config/transports";
import { outsidePorts } from "../connections/outside-ports";
import { namespaces } from "../kubernetes/namespaces";
import { type Labels, type NetworkRule, NetworkRules } from "../kubernetes/network-rules";
import { dns, internet, kubernetesApi } from "./common-rules";
import { daprMetricsPort } from "./dapr-network";
import { redpandaMetricsUrl } from "./redpanda-metrics";
import { traefikNamespace } from "./traefik-config";

/** Ports of the pods of services that Prometheus scrapes: the service's own, and its sidecar's. */
export const metricsPorts = (config: Config): number[] => [
  servicePort,
  ...(transportOf(config).sidecars ? [daprMetricsPort] : []),
];

/** The port and the labels of Prometheus's pods. */
export const prometheusPort = 9090;
export const prometheusPods: Labels = { "app.kubernetes.io/name": "prometheus" };
/** The label of the services' pods that may ask it. */
const readers: Labels = { "freehold/prometheus": "true" };

/** Ports of what watches, and of what is watched on the nodes and at Traefik. */
const ports = {
  prometheus: prometheusPort,
  alertmanager: 9093,
  nodeExporter: 9100,
  traefikMetrics: 9100,
  kubelet: 10_250,
};

export interface MonitoringNetworkProps {
  /** Namespace of Prometheus, Alertmanager and Grafana. */
  readonly namespace: string;
  readonly config: Config;
}

/** Prometheus, Alertmanager and Grafana: reached from within their namespace only, and reaching what they watch. */
export class MonitoringNetwork extends NetworkRules {
  constructor(scope: Construct, id: string, { namespace, config }: MonitoringNetworkProps) {
    super(scope, id, { namespace, deny: ["Ingress", "Egress"], rules: monitoringRules(config) });
  }
}

const pods = (name: string): Labels => ({ "app.kubernetes.io/name": name });

function monitoringRules(config: Config): NetworkRule[] {
  const nodes = { cidr: config.network.subnetCidr };
  const within = { namespace: namespaces.monitoring };
  const { prometheus, alertmanager } = ports;
  return [
    dns,
    { ...kubernetesApi(config), pods: pods("prometheus") },
    {
      name: "within",
      from: { peers: [within], ports: [prometheus, alertmanager] },
      to: { peers: [within], ports: [prometheus, alertmanager] },
    },
    {
      name: "readers",
      pods: prometheusPods,
      from: { peers: [{ namespace: namespaces.apps, pods: readers }], ports: [prometheus] },
    },
    {
      name: "services",
      pods: pods("prometheus"),
      to: { peers: [{ namespace: namespaces.apps }], ports: metricsPorts(config) },
    },
    ...(transportOf(config).sidecars
      ? [
          {
            name: "dapr",
            pods: pods("prometheus"),
            to: { peers: [{ namespace: namespaces.dapr }], ports: [daprMetricsPort] },
          },
        ]
      : []),
    {
      name: "traefik",
      pods: pods("prometheus"),
      to: { peers: [{ namespace: traefikNamespace, pods: pods("traefik") }], ports: [ports.traefikMetrics] },
    },
    {
      name: "nodes",
      pods: pods("prometheus"),
      to: { peers: [nodes], ports: [ports.nodeExporter, ports.kubelet] },
    },
    ...(redpandaMetricsUrl(config)
      ? [
          {
            name: "redpanda-metrics",
            pods: pods("prometheus"),
            to: { peers: [internet(config)], ports: [outsidePorts.https] },
          },
        ]
      : []),
    ...(config.platform.alertmanager.webhook
      ? [
          {
            name: "webhook",
            pods: pods("alertmanager"),
            to: { peers: [internet(config)], ports: [outsidePorts.https] },
          },
        ]
      : []),
  ];
}
