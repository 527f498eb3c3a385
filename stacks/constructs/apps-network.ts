import type { Construct } from "constructs";
import { secretStoreUsers } from "../../dapr-components/secret-store";
import { servicePort } from "../../services/contracts/needs";
import type { RegisteredNeeds } from "../../services/needs";
import type { Config } from "../config";
import { namespaces } from "./namespaces";
import { type Labels, type NetworkRule, networkRules } from "./network-rules";
import { channelsOf } from "./notification";
import { outsidePorts } from "./outside-ports";
import { daprMetricsPort, daprPorts, internet } from "./platform-network";
import { redisLabels, redisPort } from "./redis";
import { usesDapr, usesDatabase } from "./service-needs";
import { traefikNamespace } from "./traefik-config";

/** What a pod may do on the network; each is a label that the rules below select by. */
export type Permission =
  | "dapr"
  | "broker"
  | "database"
  | "routed"
  | "identity-provider"
  | "kubernetes-api"
  | "webhook"
  | "mail"
  | "neon-api";

const label = (permission: Permission): Labels => ({ [`freehold/${permission}`]: "true" });

/** The labels that open the network for some permissions. */
export const permissionLabels = (...permissions: Permission[]): Labels =>
  Object.assign({}, ...permissions.map((permission) => label(permission)));

/** The labels that open the network for what a service needs, and for nothing else. */
export function networkLabels(needs: RegisteredNeeds, config: Config): Labels {
  const channels = needs.name === "notification" ? channelsOf(config) : [];
  const permissions: [Permission, boolean][] = [
    ["dapr", usesDapr(needs)],
    ["broker", usesDapr(needs)],
    // The sidecar's state store is in the database too; whoever uses it has a pool of its own.
    ["database", usesDatabase(needs)],
    ["routed", needs.routes.length > 0],
    ["identity-provider", needs.authenticates && config.connections.auth.jwksUrl !== undefined],
    ["kubernetes-api", secretStoreUsers.includes(needs.name)],
    ["webhook", channels.includes("webhook")],
    ["mail", channels.includes("email")],
  ];
  return permissionLabels(...permissions.filter(([, given]) => given).map(([permission]) => permission));
}

/** Closes the namespace of the services both ways, and opens what they need by the labels of their pods. */
export function appsNetwork(scope: Construct, namespace: string, config: Config): void {
  networkRules(scope, "network", { namespace, deny: ["Ingress", "Egress"], rules: appsRules(config) });
}

function appsRules(config: Config): NetworkRule[] {
  const { network, connections } = config;
  const outside = internet(config);
  const { webhook, email } = connections.notifications;
  const dns = { namespace: "kube-system", pods: { "k8s-app": "kube-dns" } };
  const traefik = { namespace: traefikNamespace, pods: { "app.kubernetes.io/name": "traefik" } };
  return [
    { name: "dns", to: { peers: [dns], ports: [53], udp: true } },
    {
      name: "dapr",
      pods: label("dapr"),
      to: { peers: [{ namespace: namespaces.dapr }], ports: [daprPorts.operator, daprPorts.sentry] },
    },
    { name: "metrics", from: { peers: [{ namespace: namespaces.monitoring }], ports: [servicePort, daprMetricsPort] } },
    { name: "routed", pods: label("routed"), from: { peers: [traefik], ports: [servicePort] } },
    { name: "database", pods: label("database"), to: { peers: [outside], ports: [outsidePorts.database] } },
    {
      name: "identity-provider",
      pods: label("identity-provider"),
      to: { peers: [outside], ports: [outsidePorts.https] },
    },
    {
      name: "kubernetes-api",
      pods: label("kubernetes-api"),
      to: { peers: [{ cidr: network.subnetCidr }], ports: [6443] },
    },
    ...(webhook
      ? [{ name: "webhook", pods: label("webhook"), to: { peers: [outside], ports: [outsidePorts.https] } }]
      : []),
    ...(connections.database.neonProject
      ? [{ name: "neon-api", pods: label("neon-api"), to: { peers: [outside], ports: [outsidePorts.https] } }]
      : []),
    ...(email ? [{ name: "mail", pods: label("mail"), to: { peers: [outside], ports: [email.port] } }] : []),
    ...(connections.broker === "redis"
      ? [
          { name: "broker", pods: label("broker"), to: { peers: [{ pods: redisLabels }], ports: [redisPort] } },
          { name: "redis", pods: redisLabels, from: { peers: [{ pods: label("broker") }], ports: [redisPort] } },
        ]
      : [{ name: "broker", pods: label("broker"), to: { peers: [outside], ports: [outsidePorts.redpanda] } }]),
  ];
}
