import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse, stringify } from "yaml";
import { ruleGroups } from "../../dashboards/alerts";
import { jobs } from "../../dashboards/jobs";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { renderChart } from "../../scripts/manifests/render-chart";
import { alertmanagerConfig } from "../../stacks/constructs/platform/alertmanager";
import { redpandaScrapeJob } from "../../stacks/constructs/platform/redpanda-metrics";
import { scrapeJobs } from "../../stacks/constructs/platform/scrape-jobs";
import { describeReal } from "../helpers/real";
import { scraped } from "../helpers/scraped";
import { configMap } from "./config-map";
import { chartFolder } from "./outside";
import { overlookedValues } from "./overlooked-values";
import { kubernetes, released } from "./released";
import { servedPorts } from "./served-ports";
import { byLedgerName, counted, taken, workloads } from "./workloads";

const redpanda = new URL("https://console-1.example.redpanda.com/public_metrics");

describeReal("Prometheus's chart, with our values", ["helm", "promtool"], ({ helm, promtool }) => {
  const {
    chart,
    pods,
    objects: beside,
  } = released("prometheus", {
    connections: { redpanda: { metricsUrl: redpanda.href, trialEnds: "2026-12-24" } },
    platform: { alertmanager: { webhook: true } },
  });
  const options = { helm, source: chartFolder("prometheus"), kubernetes };
  let objects: KubernetesObject[];
  let files: Record<string, string>;
  beforeAll(async () => {
    objects = await renderChart(chart, options);
    files = configMap(objects, "prometheus-server");
  });

  test("makes the pods that the ledger counted, with what it counted, and no other", () => {
    const made = byLedgerName(workloads(objects), pods).map(([name, workload]) => [name, taken(workload)]);
    expect(Object.fromEntries(made)).toEqual(Object.fromEntries(pods.map((pod) => [pod.name, counted(pod)])));
  });

  test("reads every value that we set", async () => {
    expect(await overlookedValues(chart, options)).toEqual([]);
  });

  test("scrapes what our jobs name, and nothing else", () => {
    expect(parse(files["prometheus.yml"] ?? "")).toMatchObject({
      global: { scrape_interval: "30s", evaluation_interval: "30s" },
      scrape_configs: [...scrapeJobs(), redpandaScrapeJob(redpanda)],
    });
  });

  test("finds Alertmanager and the node exporter, each once", () => {
    expect(scraped(jobs.alertmanager, objects)).toEqual(["prometheus-alertmanager"]);
    expect(scraped(jobs.nodes, objects)).toEqual(["prometheus-prometheus-node-exporter"]);
  });

  test("has our rules, with their placeholders", () => {
    expect(parse(files["alerting_rules.yml"] ?? "")).toEqual({
      groups: ruleGroups({ redpandaTrialEnds: "2026-12-24" }),
    });
  });

  test("sends alerts to the Service of Alertmanager, without a token", () => {
    const { alerting } = parse(files["prometheus.yml"] ?? "");
    expect(alerting).toEqual({
      alertmanagers: [{ static_configs: [{ targets: ["prometheus-alertmanager.monitoring.svc.cluster.local:9093"] }] }],
    });
    expect(objects).toContainEqual(
      expect.objectContaining({
        kind: "Service",
        metadata: expect.objectContaining({ name: "prometheus-alertmanager", namespace: "monitoring" }),
        spec: expect.objectContaining({ ports: [expect.objectContaining({ port: 9093 })] }),
      }),
    );
  });

  test("has a configuration that Prometheus takes", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-prometheus-chart-"));
    const account = path.join(folder, "account");
    mkdirSync(account);
    for (const name of ["token", "ca.crt", "password"]) writeFileSync(path.join(account, name), "");
    for (const [name, text] of Object.entries(files)) {
      const moved = text
        .replaceAll("/etc/config", folder)
        .replaceAll("/var/run/secrets/kubernetes.io/serviceaccount", account)
        .replaceAll("/etc/redpanda-metrics", account);
      writeFileSync(path.join(folder, name), moved);
    }
    const config = path.join(folder, "prometheus.yml");
    // Debian's promtool is built without Kubernetes. What it would say of the discovery, the types of scrape-jobs.ts do.
    const parsed = parse(readFileSync(config, "utf8"));
    for (const job of parsed.scrape_configs) delete job.kubernetes_sd_configs;
    writeFileSync(config, stringify(parsed));
    const { status, stdout, stderr } = spawnSync(promtool, ["check", "config", config], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: expect.stringContaining("SUCCESS"), stderr: "" });
  });

  test("gives Alertmanager our routes, and the webhook's address out of the Secret alone", () => {
    const config = parse(configMap(objects, "prometheus-alertmanager")["alertmanager.yml"] ?? "");
    expect(config).toMatchObject(alertmanagerConfig({ url_file: "/etc/alertmanager-webhook/url" }));
    const [alertmanager] = workloads(objects).filter(({ kind }) => kind === "StatefulSet");
    expect(alertmanager?.spec.template.spec).toMatchObject({
      volumes: expect.arrayContaining([{ name: "webhook", secret: { secretName: "alertmanager-webhook" } }]),
      containers: [
        { volumeMounts: expect.arrayContaining([expect.objectContaining({ mountPath: "/etc/alertmanager-webhook" })]) },
      ],
    });
  });

  test("has the password of Redpanda's metrics out of the Secret alone", () => {
    const [server] = workloads(objects).filter(({ kind }) => kind === "Deployment");
    const folder = path.dirname(redpandaScrapeJob(redpanda).basic_auth?.password_file ?? "");
    expect(server?.spec.template.spec).toMatchObject({
      volumes: expect.arrayContaining([{ name: "redpanda", secret: { secretName: "redpanda-metrics" } }]),
      containers: expect.arrayContaining([
        expect.objectContaining({
          name: "prometheus-server",
          volumeMounts: expect.arrayContaining([expect.objectContaining({ name: "redpanda", mountPath: folder })]),
        }),
      ]),
    });
  });

  test("keeps what it was told to, on a volume that holds it", () => {
    const [server] = workloads(objects).filter(({ kind }) => kind === "Deployment");
    expect(server?.spec.template.spec.containers.flatMap(({ args }) => args)).toEqual(
      expect.arrayContaining(["--storage.tsdb.retention.time=7d", "--storage.tsdb.retention.size=3GB"]),
    );
    expect(objects.filter(({ kind }) => kind === "PersistentVolumeClaim")).toMatchObject([
      { spec: { storageClassName: "local-path", resources: { requests: { storage: "4Gi" } } } },
    ]);
  });

  test("gives no container more rights than it needs, and a token to the server alone", () => {
    for (const { metadata, spec } of workloads(objects)) {
      const pod = spec.template.spec;
      for (const container of pod.containers) {
        expect(container).toMatchObject({
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
          },
        });
      }
      expect(pod).toMatchObject({
        securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      });
      expect(pod.automountServiceAccountToken).toBe(metadata.name === "prometheus-server" ? undefined : false);
    }
  });

  test("its pods have the labels that the network policies select, and listen where they let in", () => {
    const labels = workloads(objects).map(({ spec }) => spec.template.metadata.labels["app.kubernetes.io/name"]);
    const selected = JSON.stringify(beside.filter(({ kind }) => kind === "NetworkPolicy"));
    for (const name of ["prometheus", "alertmanager"]) {
      expect(labels).toContain(name);
      expect(selected).toContain(`"podSelector":{"matchLabels":{"app.kubernetes.io/name":"${name}"}}`);
    }
    // The node exporter is on its node's network, which no policy is about.
    expect([...new Set(servedPorts(objects))].sort()).toEqual([9090, 9093, 9100]);
  });
});
