import { jobs } from "../../dashboards/jobs";

/**
 * What takes the place of a source of metrics that can't run here. Its series are those that the source is known to have;
 * everything that is not on this list has to come from the real thing.
 */
export interface StandIn {
  job: string;
  /** Where the names and labels of its series are from. */
  source: string;
  /** Labels that Prometheus gives its targets. */
  targets: Record<string, string>[];
  /** In the format that Prometheus scrapes; a counter grows from scrape to scrape by what stands as its value. */
  series: string[];
}

const container = 'namespace="freehold",pod="backend-1",container="backend"';
const sidecar = 'namespace="freehold",pod="backend-1",container="daprd"';

export const standIns: StandIn[] = [
  {
    job: jobs.k3s,
    source: "https://kubernetes.io/docs/reference/instrumentation/metrics/",
    targets: [{ node: "agent" }],
    series: [
      'kubelet_volume_stats_available_bytes{namespace="monitoring",persistentvolumeclaim="prometheus-server"} 3e9',
      'kubelet_volume_stats_capacity_bytes{namespace="monitoring",persistentvolumeclaim="prometheus-server"} 4e9',
    ],
  },
  {
    job: jobs.containers,
    source: "https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md",
    targets: [{ node: "server" }, { node: "agent" }],
    series: [container, sidecar].flatMap((labels) => [
      `container_cpu_cfs_periods_total{${labels}} 10`,
      `container_cpu_cfs_throttled_periods_total{${labels}} 1`,
      `container_cpu_usage_seconds_total{${labels},cpu="total"} 0.1`,
      `container_memory_working_set_bytes{${labels}} 5e7`,
      `container_oom_events_total{${labels}} 0`,
    ]),
  },
  {
    job: jobs.daprControlPlane,
    source: "https://github.com/dapr/dapr/blob/v1.18.1/pkg/sentry/monitoring/metrics.go",
    targets: ["dapr-api", "dapr-sentry", "dapr-sidecar-injector"].map((service) => ({
      ...{ service, pod: `${service}-1`, node: "agent" },
    })),
    series: ["dapr_sentry_issuercert_expiry_timestamp 2e9"],
  },
  {
    job: jobs.redpanda,
    source:
      "https://github.com/redpanda-data/observability/blob/main/grafana-dashboards/Redpanda-Serverless-Dashboard.json",
    targets: [{}],
    series: [
      "redpanda_cluster_partitions 18",
      'redpanda_kafka_consumer_group_lag_sum{redpanda_group="notification"} 0',
      'redpanda_serverless_connections_active{listener="kafka"} 12',
      'redpanda_serverless_egress_bytes_total{listener="kafka"} 1000',
      'redpanda_serverless_ingress_bytes_total{listener="kafka"} 1000',
      'redpanda_serverless_resource_limit{resource="connections"} 10000',
      'redpanda_serverless_resource_limit{resource="egress"} 3e8',
      'redpanda_serverless_resource_limit{resource="ingress"} 1e8',
      'redpanda_serverless_resource_limit{resource="partitions"} 5000',
    ],
  },
  {
    job: jobs.traefik,
    source: "https://doc.traefik.io/traefik/observability/metrics/overview/",
    targets: [{ pod: "traefik-1", node: "server" }],
    series: [
      'traefik_entrypoint_requests_total{code="200",entrypoint="websecure",method="GET",protocol="http"} 1',
      'traefik_tls_certs_not_after{cn="tasks.example.org",sans="tasks.example.org",serial="1"} 2e9',
    ],
  },
];
