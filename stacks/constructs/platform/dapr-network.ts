import type { Construct } from "constructs";
import type { Config } from "../../config";
import { namespaces } from "../kubernetes/namespaces";
import { NetworkRules } from "../kubernetes/network-rules";
import { dns, kubernetesApi } from "./common-rules";

/** Ports of Dapr's control plane, as its pods open them. */
export const daprPorts = { operator: 6500, sentry: 50001, injectorWebhook: 4000, conversionWebhook: 19443 };

/** Port of a sidecar's metrics, and of those of the control plane. */
export const daprMetricsPort = 9090;

export interface DaprNetworkProps {
  /** Namespace of the control plane. */
  readonly namespace: string;
  readonly config: Config;
}

/** Who reaches Dapr's control plane, and whom it reaches: the API server, and its own parts. */
export class DaprNetwork extends NetworkRules {
  constructor(scope: Construct, id: string, { namespace, config }: DaprNetworkProps) {
    const controlPlane = [daprPorts.operator, daprPorts.sentry];
    super(scope, id, {
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
}
