import { App } from "cdktf";
import { parse } from "yaml";
import { dashboards } from "../../dashboards";
import { ruleGroups } from "../../dashboards/alerts";
import { addStacks } from "../../stacks";
import { defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { trimScript } from "../../stacks/constructs/redis-settings";
import { scrapeJobs } from "../../stacks/constructs/scrape-jobs";
import { capacity } from "../../stacks/ledger/capacity";
import { declaredPods } from "../../stacks/ledger/pods";
import { sum } from "../../stacks/ledger/resources";
import { readable, release, values } from "./helm";
import { ref, resource, resources, synthesise } from "./synthesise";

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

describe("Dapr", () => {
  const dapr = values(release(platform, "dapr"));

  test("runs without scheduler, actors and replicas, in the pinned version", () => {
    expect(release(platform, "dapr")).toMatchObject({ chart: "dapr", version: "1.18.3", wait: true, atomic: true });
    expect(dapr.global).toMatchObject({
      scheduler: { enabled: false },
      actors: { enabled: false },
      ha: { enabled: false },
      mtls: { enabled: true },
    });
  });

  test("has requests and limits for each part, and passes Pod Security", () => {
    const resources = { requests: { cpu: "20m", memory: "48Mi" }, limits: { cpu: "100m", memory: "192Mi" } };
    expect(dapr).toMatchObject({
      global: { seccompProfile: "RuntimeDefault" },
      dapr_operator: { resources },
      dapr_sentry: { resources },
      dapr_sidecar_injector: { resources, sidecarDropALLCapabilities: true },
    });
  });

  test("mends pods that came up without a sidecar, and reads no foreign secrets", () => {
    expect(dapr).toMatchObject({
      dapr_operator: { watchInterval: "60s" },
      dapr_rbac: { secretReader: { enabled: false } },
    });
  });

  test("has a trust root that outlives the year of Dapr's own", () => {
    for (const certificate of [
      resource(platform, "tls_self_signed_cert", "dapr"),
      resource(platform, "tls_locally_signed_cert", "dapr"),
    ]) {
      expect(certificate).toMatchObject({ is_ca_certificate: true, validity_period_hours: 87_600 });
      expect(certificate).not.toHaveProperty("early_renewal_hours");
    }
  });

  test("is reached by the API server's webhooks", () => {
    expect(resource(platform, "kubernetes_network_policy_v1", "dapr-network_webhooks")).toMatchObject({
      spec: {
        ingress: [
          {
            from: [{ ip_block: { cidr: "10.0.0.0/24" } }, { ip_block: { cidr: "10.42.0.0/16" } }],
            ports: [{ port: "4000" }, { port: "19443" }],
          },
        ],
      },
    });
  });

  test("gets its components after its CRDs, in the namespace of the services", () => {
    const components = release(platform, "dapr-components");
    expect(components.chart).toMatch(/^\.\/assets\//);
    expect(components.depends_on).toEqual([expect.stringMatching(/^helm_release\.dapr_chart/)]);
    expect(components.namespace).toMatch(/kubernetes_namespace_v1\.freehold/);
  });
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
      "trim.lua task-events , 259200000 86400000 recurring-task-consumer reminder-consumer audit-consumer;",
    );
    expect(pod).toContain('"--appendfsync","always"');
    expect(pod).toContain('"--maxmemory-policy","noeviction"');
    expect(pod).toContain('"read_only_root_filesystem":true');
    expect(redis.variable?.redis_image?.validation).toBeDefined();
  });
});

describe("monitoring", () => {
  test("Prometheus stays within what was decided", () => {
    const prometheus = values(release(platform, "prometheus"));
    expect(prometheus).toMatchObject({
      server: { resources: { limits: { cpu: "200m", memory: "512Mi" } }, retention: "7d", retentionSize: "3GB" },
      "prometheus-pushgateway": { enabled: false },
      "kube-state-metrics": { enabled: false },
      alertmanager: {
        resources: { requests: { cpu: "5m", memory: "24Mi" }, limits: { cpu: "50m", memory: "64Mi" } },
        persistence: { enabled: false },
        automountServiceAccountToken: false,
      },
    });
  });

  test("the chart's own scrape jobs are off, and ours are text that Prometheus reads", () => {
    const { scrapeConfigs, extraScrapeConfigs } = values(release(platform, "prometheus"));
    expect(Object.values(Object(scrapeConfigs))).toEqual(Array(10).fill({ enabled: false }));
    expect(parse(String(extraScrapeConfigs))).toEqual(scrapeJobs());
    // The chart takes the text for a template.
    expect(extraScrapeConfigs).not.toContain("{{");
  });

  test("alert rules reach Prometheus with their placeholders", () => {
    const { serverFiles } = values(release(platform, "prometheus"));
    expect(serverFiles).toEqual({ "alerting_rules.yml": { groups: ruleGroups() } });
  });

  test("alerts go nowhere until there is a webhook, whose address only a Secret holds", () => {
    const config = (stack: typeof platform) => values(release(stack, "prometheus")).alertmanager;
    expect(config(platform)).toMatchObject({ config: { route: { receiver: "nowhere" } } });
    const { platform: stack } = synthesise({ platform: { alertmanager: { webhook: true } } });
    expect(config(stack)).toMatchObject({
      config: {
        receivers: [{ name: "webhook", webhook_configs: [{ url_file: "/etc/alertmanager-webhook/url" }] }],
      },
      extraSecretMounts: [{ mountPath: "/etc/alertmanager-webhook", secretName: "alertmanager-webhook" }],
    });
    expect(stack.variable?.alert_webhook_url).toMatchObject({ sensitive: true });
    expect(resource(stack, "kubernetes_secret_v1", "prometheus_webhook").data).toEqual({
      url: ref("var.alert_webhook_url"),
    });
  });

  test("Grafana stays within what was decided, keeps nothing, and lets nobody in without a password", () => {
    expect(values(release(platform, "grafana"))).toMatchObject({
      resources: { limits: { cpu: "100m", memory: "256Mi" } },
      persistence: { enabled: false },
      initChownData: { enabled: false },
      admin: { existingSecret: "grafana-admin" },
      "grafana.ini": { "auth.anonymous": { enabled: false } },
    });
  });

  test("dashboards reach Grafana as they are, with its variables", () => {
    const { data } = resource(platform, "kubernetes_config_map_v1", "grafana_dashboards") as { data?: object };
    const files = Object.entries(data ?? {}) as [string, string][];
    expect(files.map(([file]) => file)).toEqual(
      dashboards()
        .map(({ uid }) => `${uid}.json`)
        .sort(),
    );
    for (const [, text] of files) expect(text).toContain("[$__rate_interval]");
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

  test("the internet is open to Alertmanager alone, and only with a webhook", () => {
    const open = (stack: typeof platform) =>
      Object.entries(stack.resource?.kubernetes_network_policy_v1 ?? {})
        .filter(([, { spec }]) => JSON.stringify(spec).includes("0.0.0.0/0"))
        .map(([id]) => id);
    expect(open(platform)).toEqual([]);
    const { platform: stack } = synthesise({ platform: { alertmanager: { webhook: true } } });
    expect(open(stack)).toEqual([expect.stringMatching(/^monitoring-network_webhook/)]);
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
