import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { dashboards } from "../../dashboards";
import { ruleGroups } from "../../dashboards/alerts";
import { redpandaMetrics } from "../../dashboards/quotas";
import { neonMetrics } from "../../services/neon-exporter/metrics";
import { ReminderMetrics } from "../../services/reminder-scheduler/metrics";
import { Metrics } from "../../services/runtime/telemetry/metrics";
import { containerMetrics, k3sMetrics } from "../../stacks/constructs/platform/scrape-jobs";
import { everyRule } from "./alerts/cases";
import { isPanel, panelQueries } from "./queries";
import { selectors } from "./selectors";

/**
 * What comes from outside, as far as it is used. Sources: the exporter's collectors
 * (https://github.com/prometheus/node_exporter), https://docs.dapr.io/operations/observability/metrics/,
 * https://doc.traefik.io/traefik/observability/metrics/overview/, and Prometheus's own.
 */
const outside = [
  ...["node_cpu_seconds_total", "node_filesystem_avail_bytes", "node_filesystem_size_bytes"],
  ...["node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes"],
  ...["node_network_receive_bytes_total", "node_network_transmit_bytes_total"],
  "dapr_component_pubsub_ingress_count",
  ...["dapr_component_state_latencies_bucket", "dapr_sentry_issuercert_expiry_timestamp"],
  ...["traefik_entrypoint_requests_total", "traefik_tls_certs_not_after"],
  ...["alertmanager_notifications_failed_total", "process_resident_memory_bytes", "up"],
];

const targetsSchema = z.object({ targets: z.array(z.object({ legendFormat: z.string() })) });

/** Of what is scraped from these, only this is kept. */
const kept = [...k3sMetrics, ...containerMetrics, ...redpandaMetrics];

const rules = ruleGroups({ redpandaCredit: everyRule.redpandaCredit }).flatMap((group) => group.rules);
const recorded = rules.flatMap((rule) => ("record" in rule ? rule.record : []));

const metricsOf = (expr: string): string[] => selectors(expr).map((selector) => selector.replace(/\{.*/s, ""));

const ofNeon = async (): Promise<string[]> => {
  const registry = neonMetrics(
    async () => ({ computeSeconds: 0, storageBytes: 0, transferBytes: 0, periodEnd: new Date() }),
    () => {},
  );
  // The first scrape has Neon asked, the second one shows what it answered.
  await registry.metrics();
  return (await registry.getMetricsAsJSON()).map(({ name }) => name);
};

/** Gauges that the scripts of the machines write, and the node exporter shows. */
const machineScripts = path.join(__dirname, "../../cloud-init/opt/freehold");
const ofMachines = readdirSync(machineScripts).flatMap((name) =>
  [...readFileSync(path.join(machineScripts, name), "utf8").matchAll(/^\s*gauge (\w+) "/gm)].map(
    ([, metric]) => metric,
  ),
);

const ours = async (): Promise<string[]> => {
  const metrics = new Metrics();
  new ReminderMetrics(metrics.registry);
  metrics.watchPool({ totalCount: 0, idleCount: 0, waitingCount: 0 });
  metrics.watchBroker(async () => []);
  return (await metrics.registry.getMetricsAsJSON()).flatMap(({ name, type }) =>
    String(type) === "histogram" ? ["_bucket", "_count", "_sum"].map((suffix) => name + suffix) : [name],
  );
};

test.each([true, false])(
  "every query of a dashboard or an alert uses metrics that exist, sidecars: %s",
  async (sidecars) => {
    const { redpandaCredit } = everyRule;
    const rules = ruleGroups({ redpandaCredit, sidecars }).flatMap((group) => group.rules);
    const known = new Set([...(await ours()), ...(await ofNeon()), ...ofMachines, ...outside, ...recorded, ...kept]);
    for (const expr of [...panelQueries({ sidecars }).map((query) => query.expr), ...rules.map((rule) => rule.expr)]) {
      if (!sidecars) expect(expr).not.toMatch(/dapr/);
      const used = metricsOf(expr.replaceAll("$__rate_interval", "5m"));
      expect(used.length).toBeGreaterThan(0);
      for (const metric of used)
        expect({ expr, metric, known: known.has(metric) }).toEqual({ expr, metric, known: true });
    }
  },
);

test("what is kept of k3s, of containers and of Redpanda is used", () => {
  const text = [...panelQueries().map((query) => query.expr), ...rules.map((rule) => rule.expr)].join("\n");
  for (const metric of kept) expect(text).toContain(metric);
});

test("dashboards have ids and titles of their own, and each panel tells what it shows, of what and by which lines", () => {
  const ids = dashboards().map(({ uid }) => uid);
  expect(ids).toEqual(["task-operations", "event-processing", "reminders", "platform"]);
  for (const { panels = [] } of dashboards()) {
    const titles = panels.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const panel of panels.filter(isPanel)) {
      expect(panel).toMatchObject({
        title: expect.stringMatching(/^.{3,60}$/),
        description: expect.stringMatching(/^.{10,120}$/),
        datasource: { uid: "prometheus" },
        fieldConfig: { defaults: { unit: expect.any(String) } },
        options: { legend: { showLegend: true }, tooltip: { mode: "multi" } },
      });
      const { targets } = targetsSchema.parse(panel);
      for (const { legendFormat } of targets) expect(legendFormat).not.toBe("");
      expect(new Set(targets.map(({ legendFormat }) => legendFormat)).size).toBe(targets.length);
    }
  }
});

test("each dashboard links to /ops where its address is known", () => {
  for (const { links } of dashboards({ opsUrl: "https://tasks.example.org/ops" }))
    expect(links).toMatchObject([{ title: "Operations", type: "link", url: "https://tasks.example.org/ops" }]);
  for (const { links = [] } of dashboards()) expect(links).toEqual([]);
});

test("panels fill the width of their dashboard, two beside each other, and none lies on another", () => {
  for (const { panels = [] } of dashboards()) {
    const taken = new Set<string>();
    for (const { gridPos } of panels) {
      const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
      expect([
        [12, 8],
        [24, 1],
      ]).toContainEqual([w, h]);
      for (let column = x; column < x + w; column += 1) {
        for (let line = y; line < y + h; line += 1) {
          expect(taken.has(`${column} ${line}`)).toBe(false);
          taken.add(`${column} ${line}`);
        }
      }
      expect(x + w).toBeLessThanOrEqual(24);
    }
  }
});
