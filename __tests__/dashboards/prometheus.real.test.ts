import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { localDaprResources } from "../../dapr-components";
import { ruleGroups } from "../../dashboards/alerts";
import { jobs } from "../../dashboards/jobs";
import { ofUsers } from "../../dashboards/requests";
import { neonMetrics } from "../../services/neon-exporter/metrics";
import { alertmanagerConfig } from "../../stacks/constructs/platform/alertmanager";
import { redpandaScrapeJob } from "../../stacks/constructs/platform/redpanda-metrics";
import { scrapeJobs } from "../../stacks/constructs/platform/scrape-jobs";
import { startDaprPlatform } from "../helpers/dapr-platform";
import { useDatabase } from "../helpers/database";
import { apiClient } from "../helpers/platform";
import { freePort } from "../helpers/ports";
import { describeReal } from "../helpers/real";
import { startRedis } from "../helpers/redis";
import { until } from "../helpers/until";
import { everyRule } from "./alerts/cases";
import { panelQueries } from "./queries";
import { selectors } from "./selectors";
import { standIns } from "./stand-ins";
import { startStandIn } from "./start-stand-in";

const resultSchema = z.object({
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) }),
});
const rulesSchema = z.object({
  data: z.object({ groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), health: z.string() })) })) }),
});

/** What only a fault brings about; that the alerts on it fire, promtool proves (alerts/cases). */
const onlyWithAFault = [
  'dapr_component_pubsub_ingress_count{process_status="retry"}',
  `freehold_http_request_seconds_count{status=~"5..", ${ofUsers}}`,
];

const panels = panelQueries().map((query) => ({ ...query, expr: query.expr.replaceAll("$__rate_interval", "1m") }));
const rules = ruleGroups(everyRule).flatMap((group) => group.rules);

interface Target {
  job: string;
  address: string;
  /** As Prometheus labels it in the cluster. */
  labels: Record<string, string>;
}

describeReal(
  "Prometheus beside the whole platform",
  ["prometheus", "alertmanager", "node-exporter", "etcd", "daprd", "redis"],
  (programs) => {
    const db = useDatabase();
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-prometheus-"));
    const stops: (() => unknown)[] = [];
    db.closeFirst(async () => {
      for (const stop of stops.reverse()) await stop();
      rmSync(folder, { recursive: true });
    });
    let url: string;

    const query = async (expr: string): Promise<Record<string, string>[]> => {
      const response = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: expr })}`);
      if (!response.ok) throw new Error(`${expr}: ${await response.text()}`);
      return resultSchema.parse(await response.json()).data.result.map(({ metric }) => metric);
    };
    const start = (program: string, args: string[]) => {
      const child: ChildProcess = spawn(program, args, { stdio: "ignore" });
      stops.push(async () => {
        if (child.exitCode !== null) return;
        child.kill();
        await once(child, "exit");
      });
    };

    beforeAll(async () => {
      const redis = await startRedis(programs.redis);
      const secretsFile = path.join(folder, "secrets.json");
      writeFileSync(secretsFile, JSON.stringify({ database: { "direct-url": db.url } }));
      const broker = { stop: redis.stop, resources: localDaprResources({ redisHost: redis.host, secretsFile }) };
      stops.push(redis.stop);
      const { services, stop } = await startDaprPlatform({
        ...{ daprd: programs.daprd, databaseUrl: db.url, broker, apiToken: "api-token", appToken: "app-token" },
      });
      stops.push(stop);
      const targets: Target[] = services.flatMap(({ name, url: service, sidecar }) => {
        const labels = { service: name, pod: `${name}-1`, node: "agent" };
        return [
          { job: jobs.services, address: new URL(service).host, labels },
          ...(sidecar ? [{ job: jobs.sidecars, address: sidecar.metrics, labels }] : []),
        ];
      });
      const local = async () => `127.0.0.1:${await freePort()}`;

      const [alertmanager, exporter, etcd, peer] = [await local(), await local(), await local(), await local()];
      const alerting = path.join(folder, "alertmanager.json");
      writeFileSync(alerting, JSON.stringify(alertmanagerConfig({ url: "http://127.0.0.1:9/" })));
      start(programs.alertmanager, [
        ...[`--config.file=${alerting}`, `--storage.path=${folder}/alertmanager`],
        ...[`--web.listen-address=${alertmanager}`, "--cluster.listen-address="],
      ]);
      targets.push({ job: jobs.alertmanager, address: alertmanager, labels: {} });

      // The machines write these for it (cloud-init/opt/freehold/metrics.sh).
      const machine = ["freehold_backup_newest_timestamp_seconds", "freehold_reboot_wanted_timestamp_seconds"];
      writeFileSync(path.join(folder, "machine.prom"), machine.map((name) => `${name} 0\n`).join(""));
      start(programs["node-exporter"], [
        ...[`--web.listen-address=${exporter}`, `--collector.textfile.directory=${folder}`],
      ]);
      for (const node of ["server", "agent"]) targets.push({ job: jobs.nodes, address: exporter, labels: { node } });

      start(programs.etcd, [
        ...["--data-dir", `${folder}/etcd`, "--log-level", "error"],
        ...["--listen-client-urls", `http://${etcd}`, "--advertise-client-urls", `http://${etcd}`],
        ...["--listen-peer-urls", `http://${peer}`, "--initial-advertise-peer-urls", `http://${peer}`],
        ...["--initial-cluster", `default=http://${peer}`],
      ]);
      targets.push({ job: jobs.k3s, address: etcd, labels: { node: "server" } });

      for (const standIn of standIns) {
        const { address, stop: end } = await startStandIn(standIn);
        stops.push(end);
        targets.push(...standIn.targets.map((labels) => ({ job: standIn.job, address, labels })));
      }

      const neon = await startNeonExporter();
      stops.push(neon.stop);
      const labels = { service: "neon-exporter", pod: "neon-exporter-1", node: "agent" };
      targets.push({ job: jobs.services, address: neon.address, labels });

      const own = await local();
      url = `http://${own}`;
      targets.push({ job: jobs.prometheus, address: own, labels: {} });
      const config = {
        global: { scrape_interval: "3s", scrape_timeout: "3s", evaluation_interval: "500ms" },
        rule_files: [path.join(folder, "rules.json")],
        scrape_configs: scrapeConfigs(targets),
      };
      // The test does not wait half an hour for rules that need it.
      const groups = ruleGroups(everyRule).map(({ name, rules: all }) => ({ name, rules: all }));
      writeFileSync(path.join(folder, "prometheus.json"), JSON.stringify(config));
      writeFileSync(path.join(folder, "rules.json"), JSON.stringify({ groups }));
      start(programs.prometheus, [
        ...[`--config.file=${path.join(folder, "prometheus.json")}`, `--storage.tsdb.path=${folder}/data`],
        `--web.listen-address=${own}`,
      ]);
      await until("Prometheus scrapes everything", async () => {
        const up = await query("up == 1").catch(() => []);
        return up.length === targets.length;
      });

      const api = apiClient(services.find(({ name }) => name === "backend")?.url ?? "");
      const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
      const task = await api.create({
        title: "Water the plants",
        dueAt: inAnHour,
        // One is due at once, the other is the next.
        reminders: [{ minutesBefore: 60 }, { minutesBefore: 5 }],
        recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
      });
      await until("a reminder has fired", async () => {
        const { rows } = await db.database.query("select 1 from freehold.notifications where task_id = $1", [task.id]);
        return rows.length > 0;
      });
      await api.complete(task.id);
      // Only a webhook that is set up makes notification use the state store.
      const { sidecar } = services.find(({ name }) => name === "notification") ?? {};
      await until("its sidecar has measured one", async () => {
        const state = await fetch(`${sidecar?.url}/v1.0/state/statestore/anything`, {
          headers: { "dapr-api-token": "api-token" },
        });
        expect(state.status).toBe(204);
        const measured = await (await fetch(`http://${sidecar?.metrics}/metrics`)).text();
        return measured.includes("dapr_component_state_latencies_bucket");
      });
    });

    test.each(panels)("$dashboard, $panel: $expr has data", async ({ expr }) => {
      await until(`${expr} has data`, async () => (await query(expr)).length > 0);
    });

    test("it evaluates every rule", async () => {
      const groups = await until("all rules were evaluated", async () => {
        const answer = rulesSchema.parse(await (await fetch(`${url}/api/v1/rules`)).json()).data.groups;
        return answer.every((group) => group.rules.every(({ health }) => health !== "unknown")) ? answer : undefined;
      });
      for (const group of groups) for (const rule of group.rules) expect(rule).toMatchObject({ health: "ok" });
    });

    test("everything that a rule looks at is there, but for what only a fault brings about", async () => {
      const all = [...new Set(rules.flatMap(({ expr }) => selectors(expr)))];
      let absent: string[] = [];
      // One scrape that a busy machine missed takes all series of its target away until the next.
      await until("everything else is there", async () => {
        absent = [];
        for (const selector of all) if ((await query(selector)).length === 0) absent.push(selector);
        return absent.every((selector) => onlyWithAFault.includes(selector));
      }).catch(() => {});
      expect(onlyWithAFault).toEqual(expect.arrayContaining(absent));
      for (const selector of absent) {
        const [, metric = "", label = ""] = selector.match(/^(\w+)\{(\w+)/) ?? [];
        expect(await query(`count by (${label}) (${metric})`)).toContainEqual({ [label]: expect.any(String) });
      }
    });

    test("a stand-in has nothing that the real thing has, or that no panel asks for", async () => {
      const asked = [...panels, ...rules].flatMap(({ expr }) => selectors(expr));
      for (const { job, series } of standIns) {
        for (const metric of new Set(series.map((line) => line.replace(/\{.*| .*/, "")))) {
          expect(asked.some((selector) => selector.split("{")[0] === metric)).toBe(true);
          const from = await query(`count by (job) (${metric})`);
          expect({ metric, from }).toEqual({ metric, from: [{ job }] });
        }
      }
    });

    test("a query with a misspelt metric has no data", async () => {
      expect(await query("freehold_events_procesed_total")).toEqual([]);
    });
  },
);

/** The exporter's metrics, of a Neon that answers. */
async function startNeonExporter() {
  const usage = { computeSeconds: 180_000, storageBytes: 250e6, transferBytes: 1e9, periodEnd: new Date() };
  const registry = neonMetrics(
    async () => usage,
    () => {},
  );
  const server = createServer(async (_request, response) => {
    response.setHeader("content-type", registry.contentType).end(await registry.metrics());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  return { address: `127.0.0.1:${typeof address === "object" ? address?.port : ""}`, stop: () => server.close() };
}

/** Our scrape jobs with targets that are named, where there is no Kubernetes to ask; the rest of each is as it is. */
function scrapeConfigs(targets: readonly Target[]): object[] {
  const jobsOfAll = [
    ...scrapeJobs(),
    redpandaScrapeJob(new URL("https://console-1.example.redpanda.com/public_metrics")),
  ];
  return jobsOfAll.map(({ job_name, metrics_path, metric_relabel_configs, relabel_configs = [] }) => {
    const own = targets.filter(({ job }) => job === job_name);
    const labels = relabel_configs.flatMap(({ target_label }) => target_label ?? []).sort();
    if (own.length === 0) throw new Error(`the scrape job ${job_name} has no target`);
    for (const target of own) expect(Object.keys(target.labels).sort()).toEqual(labels);
    const static_configs = own.map((target) => ({ targets: [target.address], labels: target.labels }));
    return { job_name, metrics_path, metric_relabel_configs, static_configs };
  });
}
