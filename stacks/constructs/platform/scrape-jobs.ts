import { jobs } from "../../../dashboards/jobs";
import { namespaces } from "../kubernetes/namespaces";
import { traefikNamespace } from "./traefik-config";

/** A relabelling, as far as it is used here. Source: https://prometheus.io/docs/prometheus/latest/configuration/ */
interface Relabelling {
  source_labels: string[];
  regex?: string;
  target_label?: string;
  action?: "keep";
}

/** A scrape job of Prometheus, as far as it is used here. */
export interface ScrapeJob {
  job_name: string;
  metrics_path?: string;
  scheme?: "https";
  scrape_interval?: string;
  basic_auth?: { username: string; password_file: string };
  authorization?: { credentials_file: string };
  tls_config?: { ca_file: string };
  static_configs?: { targets: string[] }[];
  kubernetes_sd_configs?: { role: "endpointslice" | "node" | "pod"; namespaces?: { names: string[] } }[];
  relabel_configs?: Relabelling[];
  metric_relabel_configs?: Relabelling[];
}

/** The account that Prometheus runs under: Kubernetes puts its credentials there. */
const account = "/var/run/secrets/kubernetes.io/serviceaccount";

export const keep = (label: string, regex: string): Relabelling => ({ source_labels: [label], regex, action: "keep" });
const copy = (label: string, target: string): Relabelling => ({ source_labels: [label], target_label: target });

const pod = copy("__meta_kubernetes_pod_name", "pod");
const node = copy("__meta_kubernetes_pod_node_name", "node");
const service = copy("__meta_kubernetes_service_name", "service");

/** The endpoints of Services in one namespace that pass all of `filters`. */
const endpoints = (job: string, namespace: string, filters: Relabelling[], labels: Relabelling[]): ScrapeJob => ({
  job_name: job,
  kubernetes_sd_configs: [{ role: "endpointslice", namespaces: { names: [namespace] } }],
  relabel_configs: [...filters, ...labels],
});

const portName = "__meta_kubernetes_endpointslice_port_name";

/**
 * One target a node, on the kubelet's port, with nothing kept but `metrics`: k3s answers there for its API server, its
 * datastore and all its controllers, which would be more series than everything else together.
 */
const kubelet = (job: string, path: string, metrics: string[]): ScrapeJob => ({
  job_name: job,
  metrics_path: path,
  scheme: "https",
  authorization: { credentials_file: `${account}/token` },
  tls_config: { ca_file: `${account}/ca.crt` },
  kubernetes_sd_configs: [{ role: "node" }],
  relabel_configs: [copy("__meta_kubernetes_node_name", "node")],
  metric_relabel_configs: [keep("__name__", metrics.join("|"))],
});

/** What is kept of k3s. */
export const k3sMetrics = [
  "etcd_disk_wal_fsync_duration_seconds_bucket",
  "kubelet_volume_stats_available_bytes",
  "kubelet_volume_stats_capacity_bytes",
];

/** What is kept of containers. */
export const containerMetrics = [
  "container_cpu_cfs_periods_total",
  "container_cpu_cfs_throttled_periods_total",
  "container_cpu_usage_seconds_total",
  "container_memory_working_set_bytes",
  "container_oom_events_total",
];

/** What Dapr shows: its sidecars and its control plane. */
const daprJobs = (): ScrapeJob[] => [
  {
    // Dapr's operator makes a Service for each app with a sidecar; its own name has a suffix, the app's id has none.
    ...endpoints(
      jobs.sidecars,
      namespaces.apps,
      [keep(portName, "dapr-metrics")],
      [copy("__meta_kubernetes_pod_label_dapr_io_app_id", "service"), pod, node],
    ),
    metrics_path: "/",
  },
  {
    ...endpoints(jobs.daprControlPlane, namespaces.dapr, [keep(portName, "metrics")], [service, pod, node]),
    metrics_path: "/",
  },
];

/**
 * Everything that Prometheus scrapes; each target belongs to one job, so that nothing is scraped twice.
 * @param sidecars whether services run beside Dapr sidecars. Default: true
 */
export const scrapeJobs = (sidecars = true): ScrapeJob[] => [
  { job_name: jobs.prometheus, static_configs: [{ targets: ["localhost:9090"] }] },
  // The headless Service of the same pods has another name.
  endpoints(
    jobs.alertmanager,
    namespaces.monitoring,
    [keep("__meta_kubernetes_service_name", "prometheus-alertmanager"), keep(portName, "http")],
    [],
  ),
  endpoints(
    jobs.services,
    namespaces.apps,
    [keep("__meta_kubernetes_service_annotation_prometheus_io_scrape", "true"), keep(portName, "http")],
    [service, pod, node],
  ),
  ...(sidecars ? daprJobs() : []),
  {
    // Its Service does not have the port of the metrics, and should not: the load balancer is behind it.
    job_name: jobs.traefik,
    kubernetes_sd_configs: [{ role: "pod", namespaces: { names: [traefikNamespace] } }],
    relabel_configs: [
      keep("__meta_kubernetes_pod_label_app_kubernetes_io_name", "traefik"),
      keep("__meta_kubernetes_pod_container_port_name", "metrics"),
      pod,
      node,
    ],
  },
  endpoints(
    jobs.nodes,
    namespaces.monitoring,
    [keep("__meta_kubernetes_service_label_app_kubernetes_io_name", "prometheus-node-exporter")],
    [node],
  ),
  kubelet(jobs.k3s, "/metrics", k3sMetrics),
  kubelet(jobs.containers, "/metrics/cadvisor", containerMetrics),
];
