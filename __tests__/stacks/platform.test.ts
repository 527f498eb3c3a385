import { App } from "cdktf";
import { addStacks } from "../../stacks";
import { defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { trimScript } from "../../stacks/constructs/redis-settings";
import { capacity } from "../../stacks/ledger/capacity";
import { declaredPods } from "../../stacks/ledger/pods";
import { sum } from "../../stacks/ledger/resources";
import { readable, release, values } from "./helm";
import { resource, resources, synthesise } from "./synthesise";

const { platform } = synthesise();
const redis = synthesise({ connections: { broker: "redis" } }).platform;

test("snapshot with Redpanda", () => expect(readable(platform)).toMatchSnapshot());
test("snapshot of Redis", () => expect(redis.resource?.kubernetes_deployment_v1).toMatchSnapshot());

test("no secret stands in it: Secrets and the trust root are references", () => {
  for (const { data } of resources(platform, "kubernetes_secret_v1")) {
    for (const [key, value] of Object.entries(data ?? {})) {
      if (key !== "admin-user") expect(value).toMatch(/^\$\{/);
    }
  }
  expect(release(platform, "dapr").set_sensitive).toEqual(
    ["root.certPEM", "issuer.certPEM", "issuer.keyPEM"].map((key) => ({
      name: `dapr_sentry.tls.${key}`,
      value: expect.stringMatching(/^\$\{tls_/),
    })),
  );
});

test("talks to the cluster with the certificate that bootstrap made", () => {
  const { provider } = platform as { provider?: { kubernetes: unknown[]; helm: unknown[] } };
  const access = {
    host: expect.stringContaining(":6443"),
    client_certificate: expect.stringContaining("cross-stack-reference-input-bootstrap"),
    client_key: expect.stringContaining("cross-stack-reference-input-bootstrap"),
    cluster_ca_certificate: expect.stringContaining("cross-stack-reference-input-bootstrap"),
  };
  expect(provider).toMatchObject({ kubernetes: [access], helm: [{ kubernetes: access }] });
});

describe("the broker", () => {
  const kinds = (stack: typeof platform) => JSON.stringify(values(release(stack, "dapr-components")));

  test("Redpanda is reached with SCRAM, over TLS", () => {
    expect(kinds(platform)).toContain('{"name":"saslMechanism","value":"SHA-256"}');
    expect(kinds(platform)).not.toContain("pubsub.redis");
    expect(platform.resource).not.toHaveProperty("kubernetes_deployment_v1");
  });

  test("Redis keeps what it has accepted, refuses when full, and is asked for by digest", () => {
    expect(kinds(redis)).toContain('{"name":"redisHost","value":"redis:6379"}');
    expect(kinds(redis)).not.toContain("pubsub.kafka");
    expect(resource(redis, "kubernetes_config_map_v1", "redis_scripts").data).toEqual({ "trim.lua": trimScript });
    const pod = JSON.stringify(resource(redis, "kubernetes_deployment_v1", "redis"));
    expect(pod).toContain(
      "trim.lua task-events , 259200000 86400000 audit-consumer recurring-task-consumer reminder-consumer;",
    );
    expect(pod).toContain('"--appendfsync","always"');
    expect(pod).toContain('"--maxmemory","64mb","--maxmemory-policy","noeviction"');
    // Two pods on one volume would write one log.
    expect(pod).toContain('"strategy":{"type":"Recreate"}');
    expect(pod).toContain('"read_only_root_filesystem":true');
    expect(redis.variable?.redis_image?.validation).toBeDefined();
  });
});

describe("namespaces", () => {
  test("admit only pods of their security level", () => {
    const level = (name: string) => resource(platform, "kubernetes_namespace_v1", name).metadata;
    const enforced = (value: string) => ({ labels: { "pod-security.kubernetes.io/enforce": value } });
    expect(level("freehold")).toMatchObject(enforced("restricted"));
    expect(level("dapr-system")).toMatchObject(enforced("restricted"));
  });

  test("give no token to a pod that names no account", () => {
    const accounts = resources(platform, "kubernetes_default_service_account_v1");
    expect(accounts.map(({ automount_service_account_token: token }) => token)).toEqual([false, false, false]);
  });

  test("are closed both ways but for what is named", () => {
    for (const name of ["dapr-network_default-deny", "monitoring-network_default-deny"]) {
      expect(resource(platform, "kubernetes_network_policy_v1", name).spec).toEqual({
        pod_selector: {},
        policy_types: ["Ingress", "Egress"],
      });
    }
  });

  test("Prometheus reaches every port that it scrapes", () => {
    const policies = Object.entries(platform.resource?.kubernetes_network_policy_v1 ?? {});
    const text = JSON.stringify(
      policies.filter(([id]) => id.startsWith("monitoring")).map(([, { spec }]) => Object(spec).egress),
    );
    for (const port of ["8080", "9090", "9093", "9100", "10250", "6443"]) expect(text).toContain(`"port":"${port}"`);
  });

  test("the internet is open to Alertmanager with a webhook and to Prometheus for Redpanda's metrics, and to nobody else", () => {
    const open = (stack: typeof platform) =>
      Object.entries(stack.resource?.kubernetes_network_policy_v1 ?? {})
        .filter(([, { spec }]) => JSON.stringify(spec).includes("0.0.0.0/0"))
        .map(([id]) => id);
    expect(open(platform)).toEqual([]);
    const { platform: stack } = synthesise({ platform: { alertmanager: { webhook: true } } });
    expect(open(stack)).toEqual([expect.stringMatching(/^monitoring-network_webhook/)]);
    const metricsUrl = "https://console-1.example.redpanda.com/public_metrics";
    const watched = synthesise({ connections: { redpanda: { metricsUrl } } }).platform;
    expect(open(watched)).toEqual([expect.stringMatching(/^monitoring-network_redpanda-metrics/)]);
    expect(resource(watched, "kubernetes_network_policy_v1", "monitoring-network_redpanda-metrics")).toMatchObject({
      spec: {
        pod_selector: { match_labels: { "app.kubernetes.io/name": "prometheus" } },
        egress: [{ ports: [{ port: "443" }] }],
      },
    });
  });

  test("the services ask for no more than the ledger leaves them, and for all that they need", () => {
    const config = defineConfig({ connections: { broker: "redis" } });
    const stacks = addStacks(new App({ outdir: "cdktf.out" }), { config, pins: readPins() });
    const ofApps = [
      ...declaredPods(stacks.apps),
      ...declaredPods(stacks.platform).filter(({ name }) => name === "redis"),
    ];
    const needed = sum(capacity(config, ofApps).map(({ updating }) => updating));
    const hard = Object(Object(resource(redis, "kubernetes_resource_quota_v1", "quota").spec).hard);
    const given = {
      cpuMillis: Number.parseInt(hard["requests.cpu"], 10),
      memoryMib: Number.parseInt(hard["requests.memory"], 10),
    };
    expect(given.cpuMillis).toBeGreaterThanOrEqual(needed.cpuMillis);
    expect(given.memoryMib).toBeGreaterThanOrEqual(needed.memoryMib);
    const free = sum(capacity(config, []).map(({ allocatable }) => allocatable));
    expect(given.cpuMillis).toBeLessThan(free.cpuMillis);
    expect(hard).toMatchObject({ "services.loadbalancers": "0", "services.nodeports": "0" });
  });
});

describe("a chart's source", () => {
  test("can be a mirror, in the pinned version", () => {
    const { platform: stack } = synthesise({
      platform: { charts: { dapr: { repository: "oci://registry.example.org/charts" } } },
    });
    expect(release(stack, "dapr")).toMatchObject({
      repository: "oci://registry.example.org/charts",
      version: "1.18.3",
    });
  });

  test("can be a folder, which is copied beside the stack", () => {
    const { platform: stack } = synthesise({ platform: { charts: { dapr: { path: "charts/manifests" } } } });
    expect(release(stack, "dapr").chart).toMatch(/^\.\/assets\//);
    expect(release(stack, "dapr")).not.toHaveProperty("version");
  });
});
