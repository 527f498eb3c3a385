import { serviceNames } from "../../services/definitions";
import { deploymentOf } from "./deployment";
import { release, values } from "./helm";
import { type Attributes, resource, synthesise } from "./synthesise";

const { apps, platform } = synthesise();
const redis = synthesise({ connections: { broker: "redis" } }).apps;
const template = (name: string) => deploymentOf(apps, name).spec.template;

describe("the network", () => {
  const policy = (name: string, stack = apps) =>
    resource(stack, "kubernetes_network_policy_v1", `network_${name}_`).spec;

  test("is closed both ways", () => {
    expect(policy("default-deny")).toEqual({ pod_selector: {}, policy_types: ["Ingress", "Egress"] });
  });

  test("is open to DNS for all", () => {
    expect(policy("dns")).toMatchObject({
      pod_selector: {},
      egress: [
        {
          ports: [
            { port: "53", protocol: "TCP" },
            { port: "53", protocol: "UDP" },
          ],
          to: [
            {
              namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "kube-system" } },
              pod_selector: { match_labels: { "k8s-app": "kube-dns" } },
            },
          ],
        },
      ],
    });
  });

  test("is open from Traefik to what has a route", () => {
    const labels = serviceNames.filter((name) => template(name).metadata.labels["freehold/routed"]);
    expect(labels).toEqual(["backend", "frontend", "websocket"]);
    expect(policy("routed")).toMatchObject({
      ingress: [{ from: [{ pod_selector: { match_labels: { "app.kubernetes.io/name": "traefik" } } }] }],
    });
  });

  test("is open between the backend and Prometheus, and from no other service", () => {
    const labels = serviceNames.filter((name) => template(name).metadata.labels["freehold/prometheus"]);
    expect(labels).toEqual(["backend"]);
    const readers = { match_labels: { "freehold/prometheus": "true" } };
    const ports = [{ port: "9090", protocol: "TCP" }];
    expect(policy("prometheus")).toMatchObject({ pod_selector: readers, egress: [{ ports }] });
    expect(resource(platform, "kubernetes_network_policy_v1", "monitoring-network_readers").spec).toMatchObject({
      ingress: [{ ports, from: [{ pod_selector: readers }] }],
    });
  });

  test("is open from the backend to the services' port, from no other service", () => {
    const ports = [{ port: "8080", protocol: "TCP" }];
    const reader = { match_labels: { "freehold/prometheus": "true" } };
    const all = { pod_selector: {} };
    expect(policy("ask-health")).toEqual({
      ...{ pod_selector: reader, policy_types: ["Egress"], egress: [{ to: [all], ports }] },
    });
    expect(policy("health")).toEqual({
      ...{ ...all, policy_types: ["Ingress"], ingress: [{ from: [{ pod_selector: reader }], ports }] },
    });
  });

  test("is open to Redpanda and the database, but not to the metadata of the machines", () => {
    for (const [name, port] of [
      ["broker", "9092"],
      ["database", "5432"],
    ]) {
      const [egress] = (
        policy(String(name)) as { egress: [{ to: [{ ip_block: { except: string[] } }]; ports: unknown }] }
      ).egress;
      expect(egress.to[0].ip_block.except).toContain("169.254.0.0/16");
      expect(egress.ports).toEqual([{ port, protocol: "TCP" }]);
    }
  });

  test("is open to Redis, and from the services only, when Redis is the broker", () => {
    expect(policy("redis", redis)).toMatchObject({
      pod_selector: { match_labels: { "app.kubernetes.io/name": "redis" } },
      ingress: [
        { from: [{ pod_selector: { match_labels: { "freehold/broker": "true" } } }], ports: [{ port: "6379" }] },
      ],
    });
  });
});

describe("routes", () => {
  const manifests = (stack: typeof apps, kind: "IngressRoute" | "Middleware") =>
    (
      values(release(stack, "freehold-routes")) as {
        manifests: { kind: string; metadata: { name: string }; spec: Attributes }[];
      }
    ).manifests.filter((manifest) => manifest.kind === kind);
  const route = (name: string, stack = apps) =>
    manifests(stack, "IngressRoute").find(({ metadata }) => metadata.name === name)?.spec;
  const middleware = (name: string, stack = apps) =>
    manifests(stack, "Middleware").find(({ metadata }) => metadata.name === name)?.spec;
  const secured = synthesise({ cluster: { domain: "tasks.example.org" } }).apps;

  test("lead to page, API and socket, by plain HTTP without a host name", () => {
    expect(manifests(apps, "IngressRoute").map(({ metadata }) => metadata.name)).toEqual([
      "backend",
      "frontend",
      "websocket",
    ]);
    expect(route("backend")).toEqual({
      entryPoints: ["web"],
      routes: [
        {
          kind: "Rule",
          match: "PathPrefix(`/api`)",
          priority: 4,
          middlewares: [{ name: "security-headers" }, { name: "rate-limit" }, { name: "body-limit" }],
          services: [{ name: "backend", port: 80 }],
        },
        {
          kind: "Rule",
          match: "PathPrefix(`/calendar`)",
          priority: 9,
          middlewares: [{ name: "security-headers" }, { name: "rate-limit" }, { name: "body-limit" }],
          services: [{ name: "backend", port: 80 }],
        },
        {
          kind: "Rule",
          match: "PathPrefix(`/api/import`)",
          priority: 11,
          middlewares: [{ name: "security-headers" }, { name: "connection-limit" }, { name: "upload-limit" }],
          services: [{ name: "backend", port: 80 }],
        },
      ],
    });
  });

  test("are for the host name, by HTTPS, when there is one", () => {
    expect(route("backend", secured)).toMatchObject({
      entryPoints: ["websecure"],
      routes: [
        { match: "Host(`tasks.example.org`) && PathPrefix(`/api`)" },
        { match: "Host(`tasks.example.org`) && PathPrefix(`/calendar`)" },
        { match: "Host(`tasks.example.org`) && PathPrefix(`/api/import`)" },
      ],
      tls: { certResolver: "le" },
    });
  });

  test("a socket is limited, and not buffered", () => {
    expect(route("websocket")).toMatchObject({
      routes: [{ middlewares: [{ name: "security-headers" }, { name: "connection-limit" }] }],
    });
  });

  test("the page's is taken when no other is, and for nothing that is for the cluster alone", () => {
    expect(route("frontend")).toMatchObject({
      routes: [
        {
          match: "PathPrefix(`/`) && !PathPrefix(`/healthz`) && !PathPrefix(`/readyz`) && !PathPrefix(`/metrics`)",
          priority: 1,
        },
      ],
    });
  });

  test("every middleware is made and used", () => {
    const used = manifests(apps, "IngressRoute").flatMap(({ spec }) =>
      (spec.routes as { middlewares: { name: string }[] }[]).flatMap((one) => one.middlewares.map(({ name }) => name)),
    );
    expect([...new Set(used)].sort()).toEqual(
      manifests(apps, "Middleware")
        .map(({ metadata }) => metadata.name)
        .sort(),
    );
  });

  test("limit requests and bodies, and set headers", () => {
    expect(middleware("rate-limit")).toEqual({ rateLimit: { average: 20, period: "1s", burst: 60 } });
    expect(middleware("body-limit")).toMatchObject({
      // As much in memory: a body never goes to the disk.
      buffering: { maxRequestBodyBytes: 131_072, memRequestBodyBytes: 131_072 },
    });
    // What is larger waits on the disk.
    expect(middleware("upload-limit")).toMatchObject({
      buffering: { maxRequestBodyBytes: 10_000_000, memRequestBodyBytes: 131_072 },
    });
    expect(middleware("security-headers")).toMatchObject({
      headers: {
        contentTypeNosniff: true,
        frameDeny: true,
        referrerPolicy: "no-referrer",
        permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=()",
        customResponseHeaders: { Server: "" },
      },
    });
  });

  test("a browser is held to HTTPS only where there is a certificate", () => {
    expect(middleware("security-headers", secured)).toHaveProperty("headers.stsSeconds", 31_536_000);
    expect(middleware("security-headers")).not.toHaveProperty("headers.stsSeconds");
  });
});
