import { App } from "cdktf";
import { addStacks } from "../../stacks";
import { defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { trimScript } from "../../stacks/constructs/platform/redis-settings";
import { capacity } from "../../stacks/ledger/capacity";
import { declaredPods } from "../../stacks/ledger/pods";
import { sum } from "../../stacks/ledger/resources";
import { release, values } from "./helm";
import { ref, resource, resources, synthesise } from "./synthesise";

const { platform } = synthesise();
const redis = synthesise({ connections: { broker: "redis" } }).platform;

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
      "trim.lua task-events , 120000 86400000 audit-consumer recurring-task-consumer reminder-consumer;",
    );
    expect(pod).toContain("trim.lua task-updates , 120000 86400000;");
    expect(resource(redis, "kubernetes_service_v1", "redis_service").spec).toMatchObject({
      publish_not_ready_addresses: true,
    });
    expect(pod).toContain('"--appendfsync","always"');
    expect(pod).toContain('"--maxmemory","64mb","--maxmemory-policy","noeviction"');
    expect(pod).toContain('"--requirepass","$(REDIS_PASSWORD)"');
    expect(pod).toContain('"readiness_probe":{"exec":{"command":["sh","-c","redis-cli ping | grep -q PONG"]}');
    expect(pod).toContain('"persistent_volume_claim":{"claim_name":"redis"}');
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
    // The node exporter reads the node's own files.
    expect(level("monitoring")).toMatchObject(enforced("privileged"));
  });

  test("give no token to a pod that names no account", () => {
    const accounts = resources(platform, "kubernetes_default_service_account_v1");
    expect(accounts.map(({ automount_service_account_token: token }) => token)).toEqual([false, false, false]);
  });

  test("let the pipeline release and look, and read no secret", () => {
    const look = ["get", "list", "watch"];
    const change = [...look, "create", "update", "patch"];
    expect(resource(platform, "kubernetes_role_v1", "deployer").rule).toEqual([
      { api_groups: ["apps"], resources: ["deployments"], verbs: change },
      { api_groups: ["apps"], resources: ["replicasets"], verbs: look },
      { api_groups: ["batch"], resources: ["jobs", "cronjobs"], verbs: [...change, "delete"] },
      { api_groups: [""], resources: ["pods", "pods/log", "events"], verbs: look },
    ]);
    expect(resource(platform, "kubernetes_role_binding_v1", "deployer")).toMatchObject({
      role_ref: { kind: "Role", name: ref("kubernetes_role_v1.deployer-role.metadata[0].name") },
      subject: [{ kind: "User", name: "freehold-deployer" }],
    });
  });

  test("give a container without resources those of a small one", () => {
    expect(resource(platform, "kubernetes_limit_range_v1").spec).toEqual({
      limit: [
        {
          type: "Container",
          default: { cpu: "100m", memory: "128Mi" },
          default_request: { cpu: "10m", memory: "32Mi" },
        },
      ],
    });
  });

  test("let Dapr's control plane and the sidecars talk, on its two ports alone", () => {
    const from = (namespace: string) => ({
      namespace_selector: { match_labels: { "kubernetes.io/metadata.name": namespace } },
      pod_selector: {},
    });
    const ports = ["6500", "50001"].map((port) => ({ port, protocol: "TCP" }));
    expect(resource(platform, "kubernetes_network_policy_v1", "dapr-network_control-plane").spec).toMatchObject({
      ingress: [{ from: [from("freehold"), from("dapr-system")], ports }],
      egress: [{ to: [from("dapr-system")], ports }],
    });
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

test("a release that fails goes back, and Helm keeps three of each", () => {
  const releases = [...resources(platform, "helm_release"), ...resources(synthesise().apps, "helm_release")];
  expect(releases).toHaveLength(6);
  for (const one of releases) expect(one).toMatchObject({ atomic: true, max_history: 3 });
});

describe("a chart's source", () => {
  test.each(["dapr", "prometheus", "grafana"] as const)("is for %s the pinned one", (name) => {
    const { repository, version } = readPins().charts[name];
    expect(release(platform, name)).toMatchObject({ repository, version, chart: name, wait: true, timeout: 600 });
  });

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
