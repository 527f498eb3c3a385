import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { cpuUsed, memoryUsed, networkUsed } from "./alerts/nodes";
import { jobs } from "./jobs";
import { dashboard, panel, quantileBy, rateBy } from "./panels";

/** What Always Free gives: https://docs.oracle.com/en-us/iaas/Content/FreeTier/freetier_topic-Always_Free_Resources.htm */
const freeTier = { ocpus: 2, memoryGb: 12 };

const ofPods = 'container!="", container!="POD"';

/** The cluster: its nodes, what the free tier gives, what runs on it, and what ends by date. */
export const platform = (): Dashboard =>
  dashboard("Platform", [
    byNode("CPU used", cpuUsed),
    byNode("Memory used", memoryUsed),
    panel({
      title: "Taken of the free tier",
      unit: "percentunit",
      description: "Above 1, the account pays",
      queries: [
        { expr: `count(node_cpu_seconds_total{mode="idle"}) / ${freeTier.ocpus}`, legend: "OCPUs" },
        { expr: `sum(node_memory_MemTotal_bytes) / (${freeTier.memoryGb} * 1024 ^ 3)`, legend: "memory" },
      ],
    }),
    panel({
      title: "Risk that Oracle takes a machine back",
      unit: "percentunit",
      description: "When the 95th percentiles of all three are below 0.2 for seven days, it may",
      queries: [
        { expr: `quantile_over_time(0.95, ${cpuUsed}[6d])`, legend: "{{node}} CPU" },
        { expr: `quantile_over_time(0.95, ${memoryUsed}[6d])`, legend: "{{node}} memory" },
        { expr: `quantile_over_time(0.95, ${networkUsed}[6d])`, legend: "{{node}} network" },
      ],
    }),
    byNode("Disk free", 'node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"}'),
    panel({
      title: "Volumes free",
      unit: "percentunit",
      queries: [
        {
          expr: "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes",
          legend: "{{namespace}} {{persistentvolumeclaim}}",
        },
      ],
    }),
    panel({
      title: "CPU by pod, the ten largest",
      unit: "short",
      queries: [
        {
          expr: `topk(10, ${rateBy("namespace, pod", `container_cpu_usage_seconds_total{${ofPods}}`)})`,
          legend: "{{namespace}} {{pod}}",
        },
      ],
    }),
    panel({
      title: "Memory by pod, the ten largest",
      unit: "bytes",
      queries: [
        {
          expr: `topk(10, sum by (namespace, pod) (container_memory_working_set_bytes{${ofPods}}))`,
          legend: "{{namespace}} {{pod}}",
        },
      ],
    }),
    panel({
      title: "Held up by a CPU limit",
      unit: "percentunit",
      queries: [
        {
          expr: `${rateBy("pod", "container_cpu_cfs_throttled_periods_total")} / ${rateBy("pod", "container_cpu_cfs_periods_total")}`,
          legend: "{{pod}}",
        },
      ],
    }),
    panel({
      title: "Killed for their memory",
      unit: "short",
      queries: [
        { expr: "sum by (namespace, pod) (increase(container_oom_events_total[1h]))", legend: "{{namespace}} {{pod}}" },
      ],
    }),
    panel({
      title: "Sidecars up",
      unit: "short",
      queries: [{ expr: `sum by (service) (up{job="${jobs.sidecars}"})`, legend: "{{service}}" }],
    }),
    panel({
      title: "Memory of sidecars",
      unit: "bytes",
      queries: [{ expr: 'sum by (pod) (container_memory_working_set_bytes{container="daprd"})', legend: "{{pod}}" }],
    }),
    panel({
      title: "Database: time of a statement",
      unit: "s",
      queries: [0.5, 0.95, 0.99].map((quantile) => ({
        expr: quantileBy(quantile, "", "freehold_database_round_trip_seconds_bucket"),
        legend: `${quantile * 100} %`,
      })),
    }),
    panel({
      title: "Database: connections",
      unit: "short",
      description: "waiting: requests for which every connection of their service is in use",
      queries: [{ expr: "sum by (state) (freehold_database_pool_connections)", legend: "{{state}}" }],
    }),
    panel({
      title: "State store, 95th percentile",
      unit: "ms",
      queries: [
        {
          expr: quantileBy(0.95, "app_id, operation", "dapr_component_state_latencies_bucket"),
          legend: "{{app_id}} {{operation}}",
        },
      ],
    }),
    panel({
      title: "Certificates end in",
      unit: "s",
      queries: [
        { expr: "traefik_tls_certs_not_after - time()", legend: "{{cn}}" },
        { expr: "min(dapr_sentry_issuercert_expiry_timestamp) - time()", legend: "Dapr's issuer" },
      ],
    }),
    panel({
      title: "Requests at the door",
      unit: "ops",
      queries: [
        { expr: rateBy("entrypoint, code", "traefik_entrypoint_requests_total"), legend: "{{entrypoint}} {{code}}" },
      ],
    }),
    panel({
      title: "etcd: time to write, 99th percentile",
      unit: "s",
      description: "Above 0.01 the disk is too slow for it",
      queries: [{ expr: quantileBy(0.99, "node", "etcd_disk_wal_fsync_duration_seconds_bucket"), legend: "{{node}}" }],
    }),
    panel({
      title: "Memory of Prometheus",
      unit: "bytes",
      queries: [{ expr: `process_resident_memory_bytes{job="${jobs.prometheus}"}`, legend: "resident" }],
    }),
  ]);

const byNode = (title: string, expr: string) =>
  panel({ title, unit: "percentunit", queries: [{ expr, legend: "{{node}}" }] });
