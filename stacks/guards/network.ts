import { z } from "zod";
import { oidcVariables } from "../../services/contracts/oidc";
import { servicePort } from "../../services/contracts/service-definition";
import { allDefinitions } from "../../services/definitions";
import { definition as neonExporter } from "../../services/neon-exporter/definition";
import { environment } from "../../services/runtime/definition";
import type { Config } from "../config";
import { permissionLabels } from "../constructs/apps/apps-network";
import { outsidePorts } from "../constructs/connections/outside-ports";
import { outsideOf } from "../constructs/connections/service-outside";
import { namespaces } from "../constructs/kubernetes/namespaces";
import { daprMetricsPort, daprPorts } from "../constructs/platform/dapr-network";
import { prometheusPods, prometheusPort } from "../constructs/platform/monitoring-network";
import { redisLabels, redisPort } from "../constructs/platform/redis";
import { traefikNamespace } from "../constructs/platform/traefik-config";
import type { SynthesizedResource } from "../ledger/synthesized";
import { charts } from "./chart-values";
import { allows, type Connection, networkPolicies } from "./network-policy";
import { type PodTemplate, podTemplates } from "./pod-templates";

/** A connection that a pod must have, or must not have. */
interface Expectation extends Omit<Connection, "namespace" | "labels"> {
  readonly to: string;
  readonly open: boolean;
}

/** An address of the internet; it is documentation's, https://www.rfc-editor.org/rfc/rfc5737. */
const internet = { ip: "203.0.113.1" };
const dns = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
const traefik = { namespace: traefikNamespace, labels: { "app.kubernetes.io/name": "traefik" } };
const stranger = { namespace: "default", labels: {} };

/** Refuses network policies that cut a pod off from what it needs, or open it to what it does not. */
export function networkProblems(config: Config, resources: readonly SynthesizedResource[]): string[] {
  const policies = networkPolicies(resources);
  const routed = routedServices(resources);
  const problem = (namespace: string, labels: Connection["labels"], path: string) => (expectation: Expectation) => {
    const { to, open, port, direction } = expectation;
    if (allows(policies, { ...expectation, namespace, labels }) === open) return [];
    const way = direction === "Egress" ? "to" : "from";
    return open
      ? [`Network: ${path} needs a connection ${way} ${to}, port ${port}, which its policies block: open it.`]
      : [`Network: ${path} is open ${way} ${to}, port ${port}: close it.`];
  };
  return [
    ...podTemplates(resources)
      // Redis is no service of ours; who reaches it is seen from the services' side.
      .filter(({ labels }) => labels["app.kubernetes.io/name"] !== redisLabels["app.kubernetes.io/name"])
      .flatMap((pod) => expected(config, pod, routed).flatMap(problem(pod.namespace, pod.labels, pod.path))),
    ...daprReleases(resources).flatMap(({ path, namespace }) => webhooks(config).flatMap(problem(namespace, {}, path))),
  ];
}

/** The ports that services may be configured to reach, by what listens there. */
const declaredPorts = allDefinitions.flatMap(({ connection }) =>
  Object.entries(connection?.ports ?? {}).flatMap(([to, ports]) => ports.map((port) => ({ to, port }))),
);

function expected(config: Config, pod: PodTemplate, routed: ReadonlySet<string>): Expectation[] {
  const egress = (to: string, other: Connection["other"], port: number, needed: boolean): Expectation[] =>
    needed ? [{ direction: "Egress", to, other, port, open: true }] : [];
  const ingress = (to: string, other: Connection["other"], port: number, open = true): Expectation => ({
    direction: "Ingress",
    ...{ to, other, port, open },
  });
  const told = (...names: string[]) => names.some((name) => pod.environment.includes(name));
  /** A port of the internet that is open to those who need it, and to nobody else. */
  const outside = (to: string, port: number, open: boolean): Expectation => ({
    direction: "Egress",
    ...{ to, other: internet, port, open },
  });
  const { connections, network } = config;
  const definition = allDefinitions.find(({ name }) => name === pod.name);
  const egressPorts = definition ? outsideOf(definition, config).egress.map((each) => each.port) : [];
  const { sidecar, serves } = pod;
  const monitoring = { namespace: namespaces.monitoring, labels: {} };
  const prometheus = { namespace: namespaces.monitoring, labels: prometheusPods };
  const redis = { namespace: pod.namespace, labels: redisLabels };
  const service = { namespace: pod.namespace, labels: {} };
  const control = { namespace: namespaces.dapr, labels: {} };
  const toControlPlane = (part: "operator" | "sentry"): Expectation => ({
    direction: "Egress",
    ...{ to: `Dapr's ${part}`, other: control, port: daprPorts[part], open: pod.sidecar },
  });
  const onRedis = connections.broker === "redis";
  const machine = { ip: network.subnetCidr.replace(/\/\d+$/, "") };
  return [
    ...egress("DNS", dns, 53, true),
    ...egress("DNS", dns, 53, true).map((one) => ({ ...one, protocol: "UDP" as const })),
    toControlPlane("operator"),
    toControlPlane("sentry"),
    ...egress("Redis", redis, redisPort, sidecar && onRedis),
    ...egress("the broker", internet, outsidePorts.redpanda, (sidecar && !onRedis) || told(environment.kafka.brokers)),
    ...egress(
      "the database",
      internet,
      outsidePorts.database,
      told(environment.databaseUrl, environment.databaseDirectUrl),
    ),
    outside(
      "the internet",
      outsidePorts.https,
      told(
        environment.auth.jwksUrl,
        oidcVariables.issuer,
        environment.traces.endpoint,
        neonExporter.settings.apiKey.variable,
      ) || egressPorts.includes(outsidePorts.https),
    ),
    ...declaredPorts.map(({ to, port }) => outside(to, port, egressPorts.includes(port))),
    {
      direction: "Egress",
      ...{ to: "Prometheus", other: prometheus, port: prometheusPort, open: told(environment.prometheusUrl) },
    },
    {
      direction: "Egress",
      ...{ to: "other services", other: service, port: servicePort, open: told(environment.prometheusUrl) },
    },
    ...egress("the Kubernetes API", machine, 6443, pod.kubernetesToken),
    { direction: "Egress", to: "the machines' metadata", other: { ip: "169.254.169.254" }, port: 80, open: false },
    ...(serves
      ? [
          ingress("Prometheus", monitoring, servicePort),
          ...(sidecar ? [ingress("Prometheus", monitoring, daprMetricsPort)] : []),
          ingress("Traefik", traefik, servicePort, routed.has(pod.name)),
          ingress("the reader of metrics", { ...service, labels: permissionLabels("prometheus") }, servicePort),
          ingress("other services", service, servicePort, false),
          ingress("any other pod", stranger, servicePort, false),
        ]
      : []),
  ];
}

/** When the API server can't reach the injector, pods start without a sidecar, and silently. */
const webhooks = ({ network, cluster }: Config): Expectation[] =>
  [network.subnetCidr, cluster.podCidr].flatMap((cidr) =>
    [daprPorts.injectorWebhook, daprPorts.conversionWebhook].map((port) => ({
      ...{ direction: "Ingress" as const, to: `the API server in ${cidr}`, port, open: true },
      other: { ip: cidr.replace(/\/\d+$/, "") },
    })),
  );

const routeSchema = z.object({
  kind: z.literal("IngressRoute"),
  spec: z.object({ routes: z.array(z.object({ services: z.array(z.object({ name: z.string() })) })) }),
});
const manifestsSchema = z.object({ manifests: z.array(z.unknown()) });

const routedServices = (resources: readonly SynthesizedResource[]): Set<string> =>
  new Set(
    charts(resources)
      .flatMap(({ value }) => manifestsSchema.safeParse(value).data?.manifests ?? [])
      .flatMap((manifest) => routeSchema.safeParse(manifest).data?.spec.routes ?? [])
      .flatMap(({ services }) => services.map(({ name }) => name)),
  );

const releaseSchema = z.object({ name: z.literal("dapr"), namespace: z.string() });

const daprReleases = (resources: readonly SynthesizedResource[]) =>
  resources
    .filter(({ type }) => type === "helm_release")
    .flatMap(({ path, attributes }) => {
      const release = releaseSchema.safeParse(attributes).data;
      return release ? [{ path, namespace: release.namespace }] : [];
    });
