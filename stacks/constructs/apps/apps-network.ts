import type { Construct } from "constructs";
import { servicePort, usesDatabase, usesEvents } from "../../../services/contracts/service-definition";
import { allDefinitions, type RegisteredDefinition } from "../../../services/definitions";
import type { Config } from "../../config";
import { transportOf } from "../../config/transports";
import { outsidePorts } from "../connections/outside-ports";
import { outsideOf, readsSecretStore } from "../connections/service-outside";
import { namespaces } from "../kubernetes/namespaces";
import { type Labels, type NetworkRule, NetworkRules } from "../kubernetes/network-rules";
import { internet } from "../platform/common-rules";
import { daprPorts } from "../platform/dapr-network";
import { metricsPorts, prometheusPods, prometheusPort } from "../platform/monitoring-network";
import { redisLabels, redisPort } from "../platform/redis";
import { traefikNamespace } from "../platform/traefik-config";

/** What a pod may do on the network, beside what services declare. Each is a label that the rules below select by. */
export type Permission =
  | "dapr"
  | "broker"
  | "database"
  | "routed"
  | "identity-provider"
  | "kubernetes-api"
  | "neon-api"
  | "prometheus"
  | "traces";

const label = (permission: string): Labels => ({ [`freehold/${permission}`]: "true" });

/** The labels that open the network for some permissions. */
export const permissionLabels = (...permissions: Permission[]): Labels =>
  Object.assign({}, ...permissions.map((permission) => label(permission)));

/** The labels that open the network for what a service needs, and for nothing else. */
export function networkLabels(definition: RegisteredDefinition, config: Config): Labels {
  const permissions: [Permission, boolean][] = [
    ...transportOf(config).egress.map((permission): [Permission, boolean] => [permission, usesEvents(definition)]),
    // The sidecar's state store is in the database too; a service that uses it has a pool of its own.
    ["database", usesDatabase(definition)],
    ["routed", definition.routes.length > 0],
    ["identity-provider", asksIdentityProvider(definition, config)],
    ["kubernetes-api", readsSecretStore(definition, config)],
    ["prometheus", definition.readsMetrics],
    ["traces", config.connections.traces !== undefined],
  ];
  const given = permissions.filter(([, isGiven]) => isGiven).map(([permission]) => permission);
  const outside = outsideOf(definition, config).egress.map(({ name }) => label(name));
  return Object.assign(permissionLabels(...given), ...outside);
}

/** Whether it fetches the keys of an issuer of tokens, or signs people in with an OpenID provider. */
const asksIdentityProvider = (
  { authenticates, signsIn }: RegisteredDefinition,
  { connections: { auth, oidc } }: Config,
): boolean => (authenticates && auth.jwksUrl !== undefined) || (signsIn && oidc !== undefined);

export interface AppsNetworkProps {
  /** Namespace of the services. */
  readonly namespace: string;
  readonly config: Config;
}

/** Closes the namespace of the services both ways, and opens what they need by the labels of their pods. */
export class AppsNetwork extends NetworkRules {
  constructor(scope: Construct, id: string, { namespace, config }: AppsNetworkProps) {
    super(scope, id, { namespace, deny: ["Ingress", "Egress"], rules: appsRules(config) });
  }
}

function appsRules(config: Config): NetworkRule[] {
  const { network, connections } = config;
  const { sidecars } = transportOf(config);
  const outside = internet(config);
  const dns = { namespace: "kube-system", pods: { "k8s-app": "kube-dns" } };
  const traefik = { namespace: traefikNamespace, pods: { "app.kubernetes.io/name": "traefik" } };
  return [
    { name: "dns", to: { peers: [dns], ports: [53], udp: true } },
    ...(sidecars
      ? [
          {
            name: "dapr",
            pods: label("dapr"),
            to: { peers: [{ namespace: namespaces.dapr }], ports: [daprPorts.operator, daprPorts.sentry] },
          },
        ]
      : []),
    { name: "metrics", from: { peers: [{ namespace: namespaces.monitoring }], ports: metricsPorts(config) } },
    { name: "routed", pods: label("routed"), from: { peers: [traefik], ports: [servicePort] } },
    { name: "database", pods: label("database"), to: { peers: [outside], ports: [outsidePorts.database] } },
    {
      name: "identity-provider",
      pods: label("identity-provider"),
      to: { peers: [outside], ports: [outsidePorts.https] },
    },
    {
      name: "prometheus",
      pods: label("prometheus"),
      to: { peers: [{ namespace: namespaces.monitoring, pods: prometheusPods }], ports: [prometheusPort] },
    },
    // Who reads metrics also asks each service how it is: a scrape is up to 30 s old.
    { name: "ask-health", pods: label("prometheus"), to: { peers: [{}], ports: [servicePort] } },
    { name: "health", from: { peers: [{ pods: label("prometheus") }], ports: [servicePort] } },
    {
      name: "kubernetes-api",
      pods: label("kubernetes-api"),
      to: { peers: [{ cidr: network.subnetCidr }], ports: [6443] },
    },
    ...allDefinitions.flatMap((definition) =>
      outsideOf(definition, config).egress.map(({ name, port }) => ({
        ...{ name, pods: label(name) },
        to: { peers: [outside], ports: [port] },
      })),
    ),
    ...(connections.traces
      ? [{ name: "traces", pods: label("traces"), to: { peers: [outside], ports: [outsidePorts.https] } }]
      : []),
    ...(connections.database.neonProject
      ? [{ name: "neon-api", pods: label("neon-api"), to: { peers: [outside], ports: [outsidePorts.https] } }]
      : []),
    ...(connections.broker === "redis"
      ? [
          { name: "broker", pods: label("broker"), to: { peers: [{ pods: redisLabels }], ports: [redisPort] } },
          { name: "redis", pods: redisLabels, from: { peers: [{ pods: label("broker") }], ports: [redisPort] } },
        ]
      : [{ name: "broker", pods: label("broker"), to: { peers: [outside], ports: [outsidePorts.redpanda] } }]),
  ];
}
