import type { Construct } from "constructs";
import type { Config } from "../config";
import { namespaces } from "./namespaces";
import { networkRules } from "./network-rules";

/** Ports of Dapr's control plane, as its pods open them. */
export const daprPorts = { operator: 6500, sentry: 50001, injectorWebhook: 4000, conversionWebhook: 19443 };

/** Port of a sidecar's metrics, and of those of the control plane. */
export const daprMetricsPort = 9090;

/** Who reaches Dapr's control plane. Outgoing connections stay open: it speaks to the API server only. */
export function daprNetwork(scope: Construct, namespace: string, config: Config): void {
  networkRules(scope, "dapr-network", {
    namespace,
    deny: ["Ingress"],
    rules: [
      {
        name: "control-plane",
        from: {
          peers: [{ namespace: namespaces.apps }, { namespace: namespaces.dapr }],
          ports: [daprPorts.operator, daprPorts.sentry],
        },
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

/** Prometheus and Grafana: reached from within their namespace only. */
export function monitoringNetwork(scope: Construct, namespace: string): void {
  networkRules(scope, "monitoring-network", {
    namespace,
    deny: ["Ingress"],
    rules: [
      {
        name: "within",
        from: { peers: [{ namespace: namespaces.monitoring }], ports: [ports.prometheus, ports.alertmanager] },
      },
    ],
  });
}

const ports = { prometheus: 9090, alertmanager: 9093 };
