import { jobs } from "../../../../dashboards/jobs";
import { stackManifests } from "../../../../scripts/manifests/stack-manifests";
import { serviceNames } from "../../../../services/definitions";
import { redpandaScrapeJob } from "../../../../stacks/constructs/platform/redpanda-metrics";
import { scrapeJobs } from "../../../../stacks/constructs/platform/scrape-jobs";
import { platformResources } from "../../../guards/platform-resources";
import { scraped } from "../../../helpers/scraped";

const all = [
  ...scrapeJobs(),
  redpandaScrapeJob(new URL("https://console-1.example.redpanda.com/api/cloud/prometheus/public_metrics")),
];

test("there is a job for every name that queries use, once", () => {
  expect(all.map(({ job_name }) => job_name).sort()).toEqual(Object.values(jobs).sort());
});

test("jobs that look into the same namespace keep different ports, so that nothing is scraped twice", () => {
  const places = all.flatMap(({ kubernetes_sd_configs, relabel_configs = [] }) =>
    (kubernetes_sd_configs ?? []).map(({ role, namespaces }) => {
      const filters = relabel_configs.filter(({ action }) => action === "keep");
      return JSON.stringify([role, namespaces, filters.map(({ source_labels, regex }) => [source_labels, regex])]);
    }),
  );
  // Both of the kubelet's jobs have all nodes, on different paths.
  const nodes = places.filter((place) => place.startsWith('["node"'));
  expect(new Set(places).size).toBe(places.length - nodes.length + 1);
  const paths = all.filter(({ authorization }) => authorization).map(({ metrics_path }) => metrics_path);
  expect(paths).toEqual(["/metrics", "/metrics/cadvisor"]);
});

test("of k3s, of containers and of Redpanda only what is named is kept: 512 MiB do not hold the rest", () => {
  for (const { metric_relabel_configs } of all.filter(({ scheme }) => scheme)) {
    expect(metric_relabel_configs).toEqual([
      { source_labels: ["__name__"], regex: expect.any(String), action: "keep" },
    ]);
  }
});

test("Redpanda is asked by TLS, with a password that stands in no configuration", () => {
  expect(all.find(({ job_name }) => job_name === jobs.redpanda)).toMatchObject({
    scheme: "https",
    metrics_path: "/api/cloud/prometheus/public_metrics",
    static_configs: [{ targets: ["console-1.example.redpanda.com"] }],
    basic_auth: { username: "prometheus", password_file: "/etc/redpanda-metrics/password" },
  });
});

test("services and sidecars are told apart by the port, and named alike", () => {
  const of = (name: string) => all.find(({ job_name }) => job_name === name)?.relabel_configs ?? [];
  const port = "__meta_kubernetes_endpointslice_port_name";
  expect(of(jobs.services)).toContainEqual({ source_labels: [port], regex: "http", action: "keep" });
  expect(of(jobs.sidecars)).toContainEqual({ source_labels: [port], regex: "dapr-metrics", action: "keep" });
  for (const name of [jobs.services, jobs.sidecars]) {
    expect(of(name).map(({ target_label }) => target_label)).toEqual(
      expect.arrayContaining(["service", "pod", "node"]),
    );
  }
});

test("the job of the services finds each of them once", () => {
  const { objects } = stackManifests("apps", platformResources().resources);
  expect(scraped(jobs.services, objects).sort()).toEqual([...serviceNames].sort());
});
