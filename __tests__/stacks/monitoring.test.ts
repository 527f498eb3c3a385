import { parse } from "yaml";
import { dashboards } from "../../dashboards";
import { ruleGroups } from "../../dashboards/alerts";
import { scrapeJobs } from "../../stacks/constructs/platform/scrape-jobs";
import { release, values } from "./helm";
import { type Attributes, ref, resource, synthesise } from "./synthesise";

const { platform } = synthesise();

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

test("Prometheus keeps traces beside histograms, and dashboards ask for them, only where services send traces", () => {
  const { platform: traced } = synthesise({ connections: { traces: { endpoint: "https://otlp.example.org" } } });
  const exemplars = { extraArgs: { "enable-feature": "exemplar-storage" }, exemplars: { max_exemplars: 5_000 } };
  expect(values(release(traced, "prometheus")).server).toMatchObject(exemplars);
  for (const key of Object.keys(exemplars))
    expect(values(release(platform, "prometheus")).server).not.toHaveProperty(key);
  const asking = (stack: typeof platform) =>
    Object.values(resource(stack, "kubernetes_config_map_v1", "grafana_dashboards").data as Attributes)
      .join("")
      .match(/"exemplar":true/g)?.length ?? 0;
  expect([asking(traced), asking(platform)]).toEqual([3, 0]);
});

test("alert rules reach Prometheus with their placeholders", () => {
  const { serverFiles } = values(release(platform, "prometheus"));
  expect(serverFiles).toEqual({ "alerting_rules.yml": { groups: ruleGroups() } });
});

test("with what the configuration says of runbooks, and of Redpanda's credit where that is the broker", () => {
  const filesUrl = "https://github.com/you/tasks/blob/main";
  const prices = { uptimeHour: 0.1, partitionHour: 0.001, ingressGb: 0.05, egressGb: 0.04, storageGbHour: 0.0001 };
  const redpanda = {
    metricsUrl: "https://console-1.example.redpanda.com/public_metrics",
    ...{ trialEnds: "2026-12-24", credit: 300, prices },
  };
  const rules = (broker: "redpanda" | "redis") => {
    const { platform: stack } = synthesise({ project: { filesUrl }, connections: { broker, redpanda } });
    return values(release(stack, "prometheus")).serverFiles;
  };
  const redpandaCredit = { trialEnds: "2026-12-24", credit: 300, prices };
  expect(rules("redpanda")).toEqual({
    "alerting_rules.yml": { groups: ruleGroups({ filesUrl, redpandaTrialEnds: "2026-12-24", redpandaCredit }) },
  });
  expect(rules("redis")).toEqual({ "alerting_rules.yml": { groups: ruleGroups({ filesUrl }) } });
});

test("the alert on Prometheus's memory knows the limit that the configuration gives it", () => {
  const { platform: stack } = synthesise({ platform: { prometheus: { server: { limits: { memoryMib: 1024 } } } } });
  const [rule] = JSON.stringify(values(release(stack, "prometheus")).serverFiles).match(/0\.9 \* \d+ \* 1024/) ?? [];
  expect(rule).toBe("0.9 * 1024 * 1024");
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

test("Redpanda's own metrics are scraped where they are named, with a password that only a Secret holds", () => {
  const metricsUrl = "https://console-1.example.redpanda.com/api/cloud/prometheus/public_metrics";
  const { platform: stack } = synthesise({ connections: { redpanda: { metricsUrl, trialEnds: "2026-12-24" } } });
  const prometheus = values(release(stack, "prometheus")) as {
    extraScrapeConfigs: string;
    server: Attributes;
    serverFiles: Attributes;
  };
  const scraped = (text: string) => (parse(text) as { job_name: string }[]).map(({ job_name }) => job_name);
  expect(scraped(prometheus.extraScrapeConfigs)).toContain("redpanda");
  expect(prometheus.server.extraSecretMounts).toEqual([
    { name: "redpanda", mountPath: "/etc/redpanda-metrics", secretName: "redpanda-metrics", readOnly: true },
  ]);
  expect(resource(stack, "kubernetes_secret_v1", "prometheus_redpanda-metrics").data).toEqual({
    password: ref("var.redpanda_metrics_password"),
  });
  expect(stack.variable?.redpanda_metrics_password).toMatchObject({ sensitive: true });
  expect(JSON.stringify(prometheus.serverFiles)).toContain("RedpandaTrialEnds");
  // Neither by default, nor where another broker is used.
  const onRedis = synthesise({ connections: { broker: "redis", redpanda: { metricsUrl, trialEnds: "2026-12-24" } } });
  for (const other of [platform, onRedis.platform]) {
    const text = JSON.stringify(values(release(other, "prometheus")));
    expect(text).not.toMatch(/redpanda-metrics|RedpandaTrialEnds/);
    expect(other.variable ?? {}).not.toHaveProperty("redpanda_metrics_password");
  }
});

test("Grafana stays within what was decided, keeps nothing, and lets nobody in without a password", () => {
  expect(values(release(platform, "grafana"))).toMatchObject({
    resources: { limits: { cpu: "100m", memory: "256Mi" } },
    persistence: { enabled: false },
    admin: { existingSecret: "grafana-admin" },
    // What it fetched at its start would be lost with it, and the network lets it fetch nothing.
    "grafana.ini": { "auth.anonymous": { enabled: false }, plugins: { preinstall_disabled: true } },
  });
});

test("an alert is sent again after twelve hours, and a node that is down hides the alerts that follow from it", () => {
  const { alertmanager } = values(release(platform, "prometheus"));
  expect(alertmanager).toMatchObject({
    config: {
      route: { group_by: ["alertname"], group_wait: "30s", group_interval: "5m", repeat_interval: "12h" },
      inhibit_rules: [
        {
          source_matchers: ['alertname="NodeDown"'],
          target_matchers: ['alertname=~"ServiceDown|SidecarDown|DaprControlPlaneDown|TraefikDown|TargetMissing"'],
        },
      ],
    },
  });
});

test("the node exporter shows what the scripts of the node write", () => {
  expect(values(release(platform, "prometheus"))["prometheus-node-exporter"]).toMatchObject({
    extraArgs: ["--collector.textfile.directory=/host/root/var/lib/freehold/metrics"],
  });
});

test("Grafana asks Prometheus, and shows the dashboards of a folder", () => {
  expect(values(release(platform, "grafana"))).toMatchObject({
    datasources: {
      "datasources.yaml": {
        datasources: [{ type: "prometheus", url: "http://prometheus-server.monitoring.svc.cluster.local" }],
      },
    },
    dashboardProviders: {
      "dashboardproviders.yaml": { providers: [{ options: { path: "/var/lib/grafana/dashboards/freehold" } }] },
    },
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
