import type { Construct } from "constructs";
import { servicePort } from "../../../services/contracts/service-definition";
import type { Config } from "../../config";
import { transportOf } from "../../config/transports";
import { outsidePorts } from "../connections/outside-ports";
import { namespaces } from "../kubernetes/namespaces";
import { type Labels, networkRules, type Peer } from "../kubernetes/network-rules";
import { redpandaMetricsUrl } from "./redpanda-metrics";
import { traefikNamespace } from "./traefik-config";

/** Ports of Dapr's control plane, as its pods open them. */
export const daprPorts = { operator: 6500, sentry: 50001, injectorWebhook: 4000, conversionWebhook: 19443 };

/** Port of a sidecar's metrics, and of those of the control plane. */
export const daprMetricsPort = 9090;

/** Ports of the pods of services that Prometheus scrapes: the service's own, and its sidecar's. */
export const metricsPorts = (config: Config): number[] => [
  servicePort,
  ...(transportOf(config).sidecars ? [daprMetricsPort] : []),
];

/** Ports of what watches, and of what is watched on the nodes and at Traefik. */
const ports = {
  prometheus: 9090,
  alertmanager: 9093,
  nodeExporter: 9100,
  traefikMetrics: 9100,
  kubelet: 10_250,
  kubernetesApi: 6443,
};

const dns = {
  name: "dns",
  to: { peers: [{ namespace: "kube-system", pods: { "k8s-app": "kube-dns" } }], ports: [53], udp: true },
};

/** The API server, which listens on its node. */
const kubernetesApi = ({ network }: Config) => ({
  name: "kubernetes-api",
  to: { peers: [{ cidr: network.subnetCidr }], ports: [ports.kubernetesApi] },
});

/** The internet: neither the cluster, nor the cloud's network, nor the metadata service of the machines. */
export const internet = ({ cluster, network }: Config): Peer => ({
  cidr: "0.0.0.0/0",
  except: [cluster.podCidr, cluster.serviceCidr, network.vcnCidr, "169.254.0.0/16"],
});

/** Who reaches Dapr's control plane, and whom it reaches: the API server, and its own parts. */
export function daprNetwork(scope: Construct, namespace: string, config: Config): void {
  const controlPlane = [daprPorts.operator, daprPorts.sentry];
  networkRules(scope, "dapr-network", {
    namespace,
    deny: ["Ingress", "Egress"],
    rules: [
      dns,
      kubernetesApi(config),
      {
        name: "control-plane",
        from: { peers: [{ namespace: namespaces.apps }, { namespace: namespaces.dapr }], ports: controlPlane },
        to: { peers: [{ namespace: namespaces.dapr }], ports: controlPlane },
      },
      {
        // The API server calls from its node. Through flannel it has an address of the pod network, and no label:
        // when it cannot reach the injector, pods start without a sidecar.
        name: "webhooks",
        from: {
          peers: [{ cidr: config.network.subnetCidr }, { cidr: config.cluster.podCidr }],
          ports: [daprPorts.injectorWebhook, daprPorts.conversionWebhook],
        },
      },
      { name: "metrics", from: { peers: [{ namespace: namespaces.monitoring }], ports: [daprMetricsPort] } },
    ],
  });
}

const pods = (name: string): Labels => ({ "app.kubernetes.io/name": name });

/** Prometheus, Alertmanager and Grafana: reached from within their namespace only, and reaching what they watch. */
export function monitoringNetwork(scope: Construct, namespace: string, config: Config): void {
  const nodes = { cidr: config.network.subnetCidr };
  const within = { namespace: namespaces.monitoring };
  const { prometheus, alertmanager } = ports;
  networkRules(scope, "monitoring-network", {
    namespace,
    deny: ["Ingress", "Egress"],
    rules: [
      dns,
      { ...kubernetesApi(config), pods: pods("prometheus") },
      {
        name: "within",
        from: { peers: [within], ports: [prometheus, alertmanager] },
        to: { peers: [within], ports: [prometheus, alertmanager] },
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
    ],
  });
}
