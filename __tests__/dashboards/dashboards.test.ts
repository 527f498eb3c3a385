import { dashboards } from "../../dashboards";
import { ruleGroups } from "../../dashboards/alerts";
import { Metrics } from "../../services/runtime/metrics";
import { containerMetrics, k3sMetrics } from "../../stacks/constructs/scrape-jobs";
import { panelQueries } from "./queries";

/**
 * What comes from outside, as far as it is used. Sources: the exporter's collectors
 * (https://github.com/prometheus/node_exporter), https://docs.dapr.io/operations/observability/metrics/,
 * https://doc.traefik.io/traefik/observability/metrics/overview/, and Prometheus's own.
 */
const outside = [
  ...["node_cpu_seconds_total", "node_filesystem_avail_bytes", "node_filesystem_size_bytes"],
  ...["node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes"],
  ...["node_network_receive_bytes_total", "node_network_transmit_bytes_total"],
  ...["dapr_component_pubsub_egress_count", "dapr_component_pubsub_ingress_count"],
  ...["dapr_component_state_latencies_bucket", "dapr_sentry_issuercert_expiry_timestamp"],
  ...["traefik_entrypoint_requests_total", "traefik_tls_certs_not_after"],
  ...["alertmanager_notifications_failed_total", "process_resident_memory_bytes", "up"],
];

const rules = ruleGroups().flatMap((group) => group.rules);
const recorded = rules.flatMap((rule) => ("record" in rule ? rule.record : []));

/** Names that stand where PromQL has a metric: before a selector, a range or the end of an operand. */
const metricsOf = (expr: string): string[] => {
  const withoutStrings = expr.replaceAll(/"[^"]*"/g, '""');
  const withoutLabels = withoutStrings.replaceAll(/\{[^}]*\}/g, "").replaceAll(/\b(by|on|ignoring) \([^)]*\)/g, "");
  return withoutLabels.match(/\b(?:[a-z]+:)?[a-zA-Z]+_[\w:]+\b(?! ?\()/g) ?? [];
};

const ours = async (): Promise<string[]> => {
  const metrics = new Metrics();
  metrics.watchPool({ totalCount: 0, idleCount: 0, waitingCount: 0 });
  return (await metrics.registry.getMetricsAsJSON()).flatMap(({ name, type }) =>
    String(type) === "histogram" ? ["_bucket", "_count", "_sum"].map((suffix) => name + suffix) : [name],
  );
};

test("every query of a dashboard or an alert uses metrics that exist", async () => {
  const known = new Set([...(await ours()), ...outside, ...recorded, ...k3sMetrics, ...containerMetrics]);
  for (const expr of [...panelQueries().map((query) => query.expr), ...rules.map((rule) => rule.expr)]) {
    const used = metricsOf(expr.replaceAll("$__rate_interval", "5m"));
    expect(used.length + (expr.includes("up{") ? 1 : 0)).toBeGreaterThan(0);
    for (const metric of used)
      expect({ expr, metric, known: known.has(metric) }).toEqual({ expr, metric, known: true });
  }
});

test("what is kept of k3s and of containers is used", () => {
  const text = [...panelQueries().map((query) => query.expr), ...rules.map((rule) => rule.expr)].join("\n");
  for (const metric of [...k3sMetrics, ...containerMetrics]) expect(text).toContain(metric);
});

test("dashboards have ids and titles of their own, and panels that name a unit and the data source", () => {
  const ids = dashboards().map(({ uid }) => uid);
  expect(ids).toEqual(["task-operations", "event-processing", "reminders", "platform"]);
  for (const { panels = [] } of dashboards()) {
    const titles = panels.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const panel of panels) {
      expect(panel).toMatchObject({
        datasource: { uid: "prometheus" },
        fieldConfig: { defaults: { unit: expect.any(String) } },
      });
    }
  }
});
