import { serviceNames } from "../../services/definitions";
import { networkProblems } from "../../stacks/guards/network";
import type { SynthesizedResource } from "../../stacks/ledger/synthesized";
import { platformResources, replaceIn, without } from "./platform-resources";

const { config, resources } = platformResources();
const redis = platformResources({ connections: { broker: "redis" } });
const notifications = {
  webhook: true,
  push: false,
  email: { host: "smtp.example.org", from: "freehold@example.org", to: "ann@example.com" },
};
const notifying = platformResources({ connections: { notifications } });
const watched = platformResources({
  connections: {
    redpanda: { metricsUrl: "https://console-1.example.redpanda.com/public_metrics" },
    database: { neonProject: "quiet-sea-12345678" },
  },
});
const issuer = platformResources({ connections: { auth: { jwksUrl: "https://issuer.example/jwks" } } });
const oidc = platformResources({
  cluster: { domain: "tasks.example.org" },
  connections: { oidc: { issuer: "https://id.example.org", clientId: "freehold", domains: ["example.org"] } },
});

const traced = platformResources({
  connections: { traces: { endpoint: "https://otlp.example.org/otlp" }, notifications: { push: false } },
});

test.each([
  ["Redpanda", { config, resources }],
  ["Redis", redis],
  ["an issuer's keys", issuer],
  ["an OpenID provider", oidc],
  ["a webhook and e-mail", notifying],
  ["Neon and Redpanda watched", watched],
  ["traces", traced],
])("the policies of the platform with %s pass", (_, platform) => {
  expect(networkProblems(platform.config, platform.resources)).toEqual([]);
});

const blocked = (path: string, to: string, port: number) =>
  `Network: ${path} needs a connection ${to}, port ${port}, which its policies block: open it.`;
const backend = "apps/backend/deployment";

test.each<[string, SynthesizedResource[], string]>([
  ["without DNS", without(resources, "apps/network/dns"), blocked("apps/frontend/deployment", "to DNS", 53)],
  [
    "with DNS by TCP only",
    replaceIn(resources, "apps/network/dns", '"UDP"', '"TCP"'),
    blocked("apps/frontend/deployment", "to DNS", 53),
  ],
  ["that block Prometheus", without(resources, "apps/network/prometheus"), blocked(backend, "to Prometheus", 9090)],
  ["that block Kafka", without(resources, "apps/network/broker"), blocked(backend, "to the broker", 9092)],
  [
    "that block Kafka for the job that declares the topics",
    replaceIn(resources, "apps/topics-job/job", "freehold/broker", "freehold/brokers"),
    blocked("apps/topics-job/job", "to the broker", 9092),
  ],
  ["that block the database", without(resources, "apps/network/database"), blocked(backend, "to the database", 5432)],
  [
    "that block Dapr's control plane",
    without(resources, "apps/network/dapr"),
    blocked(backend, "to Dapr's sentry", 50001),
  ],
  [
    "that keep the API server from the injector",
    without(resources, "platform/dapr-network/webhooks"),
    blocked("platform/dapr/chart/release", "from the API server in 10.0.0.0/24", 4000),
  ],
  [
    "that admit everyone",
    replaceIn(resources, "apps/network/routed", '"kubernetes.io/metadata.name":"kube-system"', "").map((resource) =>
      resource.path === "apps/network/routed"
        ? (JSON.parse(
            JSON.stringify(resource).replace('"app.kubernetes.io/name":"traefik"', ""),
          ) as SynthesizedResource)
        : resource,
    ),
    `Network: ${backend} is open from any other pod, port 8080: close it.`,
  ],
  [
    "that admit Traefik to what has no route",
    replaceIn(resources, "apps/network/routed", '"freehold/routed":"true"', ""),
    "Network: apps/audit-consumer/deployment is open from Traefik, port 8080: close it.",
  ],
  [
    "that keep the backend from other services",
    without(resources, "apps/network/ask-health"),
    blocked(backend, "to other services", 8080),
  ],
  [
    "that keep the backend out of a service",
    without(resources, "apps/network/health"),
    blocked("apps/audit-consumer/deployment", "from the reader of metrics", 8080),
  ],
  [
    "that admit each service",
    replaceIn(resources, "apps/network/health", '"freehold/prometheus":"true"', ""),
    "Network: apps/audit-consumer/deployment is open from other services, port 8080: close it.",
  ],
  [
    "that let each service reach the others",
    replaceIn(resources, "apps/network/ask-health", '"freehold/prometheus":"true"', ""),
    "Network: apps/audit-consumer/deployment is open to other services, port 8080: close it.",
  ],
  ["that keep Prometheus out", without(resources, "apps/network/metrics"), blocked(backend, "from Prometheus", 9090)],
  [
    "that let pods ask the machine who it is",
    replaceIn(
      replaceIn(resources, "apps/network/database", ',"169.254.0.0/16"', ""),
      "apps/network/database",
      "5432",
      "80",
    ),
    `Network: ${backend} is open to the machines' metadata, port 80: close it.`,
  ],
])("policies %s are refused", (_, defective, message) => {
  expect(networkProblems(config, defective)).toContain(message);
});

test("policies that block Redis are refused where it is the broker", () => {
  expect(networkProblems(redis.config, without(redis.resources, "apps/network/broker"))).toContain(
    blocked(backend, "to Redis", 6379),
  );
});

test("policies that block the issuer's keys are refused where there is one", () => {
  expect(networkProblems(issuer.config, without(issuer.resources, "apps/network/identity-provider"))).toContain(
    blocked(backend, "to the internet", 443),
  );
});

test("a collector of traces that the policies block is refused for each service", () => {
  const problems = networkProblems(traced.config, without(traced.resources, "apps/network/traces"));
  const expected = serviceNames.map((name) => blocked(`apps/${name}/deployment`, "to the internet", 443));
  expect([...problems].sort()).toEqual(expected.sort());
});

test("a policy that keeps the exporter from Neon's API is refused", () => {
  expect(networkProblems(watched.config, without(watched.resources, "apps/network/neon-api"))).toEqual([
    blocked("apps/neon-exporter/deployment", "to the internet", 443),
  ]);
});

const notification = "apps/notification/deployment";

test("a policy that blocks push is refused", () => {
  expect(networkProblems(config, without(resources, "apps/network/push"))).toEqual([
    blocked(notification, "to the internet", 443),
  ]);
});

test.each([
  ["webhook", "to the internet", 443],
  ["mail", "to mail servers", 587],
])("policies that block the %s of notifications are refused", (policy, to, port) => {
  expect(networkProblems(notifying.config, without(notifying.resources, `apps/network/${policy}`))).toEqual([
    blocked(notification, to, port),
  ]);
});

test.each([
  ["webhook", "to the internet", 443],
  ["mail", "to mail servers", 587],
])("policies that open the %s of notifications to everybody are refused", (policy, to, port) => {
  const defective = replaceIn(
    notifying.resources,
    `apps/network/${policy}`,
    `"match_labels":{"freehold/${policy}":"true"}`,
    `"match_labels":{}`,
  );
  const problems = networkProblems(notifying.config, defective);
  expect(problems).toContain(`Network: ${backend} is open ${to}, port ${port}: close it.`);
  expect(problems.filter((problem) => problem.includes(notification))).toEqual([]);
});
