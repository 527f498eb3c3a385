import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { cpuUsed, memoryUsed, networkUsed } from "./alerts/nodes";
import { jobs } from "./jobs";
import { dashboard, panel, quantileBy, rateBy, row } from "./panels";
import { quotas } from "./quotas";

/** What Always Free gives: https://docs.oracle.com/en-us/iaas/Content/FreeTier/freetier_topic-Always_Free_Resources.htm */
const freeTier = { ocpus: 2, memoryGb: 12 };

const ofPods = 'container!="", container!="POD"';

/**
 * The cluster: its nodes, what the free tier gives, what runs on it, and what ends by date.
 * @param sidecars whether services run beside Dapr sidecars
 */
export const platform = (sidecars: boolean): Dashboard =>
  dashboard("Platform", [
    row("Nodes"),
    byNode("CPU used", cpuUsed, "Share of each node's one core"),
    byNode("Memory used", memoryUsed, "Share of each node; below 250 MiB left, pods are evicted"),
    byNode(
      "Disk free",
      'node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"}',
      "Share that is left; at a tenth, pods are evicted",
    ),
    panel({
      title: "Volumes free",
      unit: "percentunit",
      description: "Share that is left; Prometheus lets the oldest metrics go before its volume is full",
      queries: [
        {
          expr: "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes",
          legend: "{{namespace}} {{persistentvolumeclaim}}",
        },
      ],
    }),
    row("What is free"),
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
    ...quotas(),
    row("Pods"),
    panel({
      title: "CPU by pod, the ten largest",
      unit: "short",
      description: "In cores; each node has one",
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
      description: "What the kernel can't take back; each node has 6 GB",
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
      description: "Share of time slices in which a pod had to wait for its limit",
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
      description: "In the last hour, for going over their own limit",
      queries: [
        { expr: "sum by (namespace, pod) (increase(container_oom_events_total[1h]))", legend: "{{namespace}} {{pod}}" },
      ],
    }),
    ...(sidecars ? ofSidecars() : []),
    row("Database"),
    panel({
      title: "Database: time of a statement",
      unit: "s",
      description: "As the services see it, the network included; the first after a pause wakes the database",
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
    ...(sidecars ? [stateStore()] : []),
    row("Certificates, ingress and what watches"),
    panel({
      title: "Certificates end in",
      unit: "s",
      description: `Traefik renews 30 days ahead${sidecars ? "; Dapr's issuer is rotated by hand" : ""}`,
      queries: [
        { expr: "traefik_tls_certs_not_after - time()", legend: "{{cn}}" },
        ...(sidecars
          ? [{ expr: "min(dapr_sentry_issuercert_expiry_timestamp) - time()", legend: "Dapr's issuer" }]
          : []),
      ],
    }),
    panel({
      title: "Requests at the door",
      unit: "ops",
      description: "What reaches Traefik, by answer",
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
      description: "At its limit it is restarted; an alert comes at 90 %",
      queries: [{ expr: `process_resident_memory_bytes{job="${jobs.prometheus}"}`, legend: "resident" }],
    }),
  ]);

const byNode = (title: string, expr: string, description: string) =>
  panel({ title, unit: "percentunit", description, queries: [{ expr, legend: "{{node}}" }] });

const ofSidecars = () => [
  panel({
    title: "Sidecars up",
    unit: "short",
    description: "By service; a replica without one gets no events",
    queries: [{ expr: `sum by (service) (up{job="${jobs.sidecars}"})`, legend: "{{service}}" }],
  }),
  panel({
    title: "Memory of sidecars",
    unit: "bytes",
    description: "Each is limited to 192 MiB by default",
    queries: [{ expr: 'sum by (pod) (container_memory_working_set_bytes{container="daprd"})', legend: "{{pod}}" }],
  }),
];

const stateStore = () =>
  panel({
    title: "State store, 95th percentile",
    unit: "ms",
    description: "As Dapr sees it: claims of notifications",
    queries: [
      {
        expr: quantileBy(0.95, "app_id, operation", "dapr_component_state_latencies_bucket"),
        legend: "{{app_id}} {{operation}}",
      },
    ],
  });
