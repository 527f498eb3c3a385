import { serviceNames } from "../../../services/contracts/needs";

/** A history of metrics, one value a minute in promtool's notation, and when an alert fires over it. */
export interface AlertCase {
  alert: string;
  title: string;
  /** Values by series (https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series). */
  series: Record<string, string>;
  /** How often the rules are evaluated. Default: every minute. */
  every?: string;
  /** Moments at which the alert does not fire yet, or no more. */
  quiet: string[];
  fires: string;
  /** Labels beside the severity. */
  labels: Record<string, string>;
  summary: string;
}

const allUp = (job: string, names: readonly string[], without: string): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => [`up{job="${job}", service="${name}"}`, name === without ? "1x9 0x20" : "1x30"]),
  );

const sidecars = serviceNames.filter((name) => name !== "frontend");
const control = ["dapr-api", "dapr-sentry", "dapr-sidecar-injector"];
const others = (job: string, names: readonly string[], gone: string): Record<string, string> =>
  Object.fromEntries(
    names.filter((name) => name !== gone).map((name) => [`up{job="${job}", service="${name}"}`, "1x60"]),
  );

/** The series of a platform of which nothing is missing. */
export const everythingUp: string[] = [
  ...serviceNames.map((name) => `up{job="services", service="${name}"}`),
  ...sidecars.map((name) => `up{job="dapr-sidecars", service="${name}"}`),
  ...control.map((name) => `up{job="dapr-control-plane", service="${name}"}`),
  ...["traefik", "k3s", "containers", "alertmanager"].map((job) => `up{job="${job}"}`),
  ...["server", "agent"].map((node) => `up{job="nodes", node="${node}"}`),
];

const cpu = (idlePerMinute: number, length: string) => ({
  'node_cpu_seconds_total{job="nodes", node="agent", mode="idle"}': `0+${idlePerMinute}x${length}`,
});
const memory = (available: number, length: string) => ({
  'node_memory_MemAvailable_bytes{node="agent"}': `${available}x${length}`,
  'node_memory_MemTotal_bytes{node="agent"}': `100x${length}`,
});
const network = (bytesPerMinute: number, length: string) => ({
  'node_network_receive_bytes_total{node="agent", device="enp0s6"}': `0+${bytesPerMinute}x${length}`,
  'node_network_transmit_bytes_total{node="agent", device="enp0s6"}': `0+0x${length}`,
});
const week = String(8 * 24 * 60);

export const alertCases: AlertCase[] = [
  {
    alert: "ServiceDown",
    title: "a service that answers no more",
    series: allUp("services", serviceNames, "backend"),
    quiet: ["9m", "14m"],
    fires: "16m",
    labels: { service: "backend" },
    summary: "No replica of backend has answered for 5 minutes",
  },
  {
    alert: "ServiceDown",
    title: "a service that is not even listed",
    series: others("services", serviceNames, "audit-consumer"),
    quiet: ["4m"],
    fires: "6m",
    labels: { service: "audit-consumer" },
    summary: "No replica of audit-consumer has answered for 5 minutes",
  },
  {
    alert: "SidecarDown",
    title: "a pod that came up without its sidecar",
    series: others("dapr-sidecars", sidecars, "notification"),
    quiet: ["4m"],
    fires: "6m",
    labels: { service: "notification" },
    summary: "No Dapr sidecar of notification has answered for 5 minutes: it gets no events",
  },
  {
    alert: "DaprControlPlaneDown",
    title: "no sentry",
    series: others("dapr-control-plane", control, "dapr-sentry"),
    quiet: ["9m"],
    fires: "11m",
    labels: { service: "dapr-sentry" },
    summary: "dapr-sentry is down: sidecars that run go on, new ones can't start",
  },
  {
    alert: "TraefikDown",
    title: "it stops",
    series: { 'up{job="traefik", pod="traefik-1"}': "1x9 0x20" },
    quiet: ["9m", "14m"],
    fires: "16m",
    labels: {},
    summary: "Traefik has not answered for 5 minutes: nobody reaches the platform",
  },
  {
    alert: "NodeDown",
    title: "one of two",
    series: { 'up{job="nodes", node="server"}': "1x30", 'up{job="nodes", node="agent"}': "1x9 0x20" },
    quiet: ["9m", "14m"],
    fires: "16m",
    labels: {},
    summary: "A node of the two has not answered for 5 minutes",
  },
  {
    alert: "ApiErrors",
    title: "one request in ten",
    series: {
      'freehold_http_request_seconds_count{status="200"}': "0+100x9 900+90x30",
      'freehold_http_request_seconds_count{status="500"}': "0+1x9 9+10x30",
    },
    quiet: ["9m"],
    fires: "25m",
    labels: {},
    summary: "10% of all requests fail",
  },
  {
    alert: "EventsDeadLettered",
    title: "the first one, and no more when it is long ago",
    series: {
      'freehold_events_dead_lettered_total{consumer="audit-consumer", topic="task-events"}': "0x9 1x40",
      'freehold_events_dead_lettered_total{consumer="audit-consumer", topic="reminders"}': "0x50",
    },
    quiet: ["9m", "30m"],
    fires: "11m",
    labels: { consumer: "audit-consumer", topic: "task-events" },
    summary: "audit-consumer has given up on events of task-events",
  },
  {
    alert: "EventsRetriedOften",
    title: "every second event",
    series: {
      'freehold_events_processed_total{consumer="notification"}': "0+10x60",
      'freehold_events_retried_total{consumer="notification"}': "0+5x60",
    },
    quiet: ["14m"],
    fires: "20m",
    labels: { consumer: "notification" },
    summary: "More than a fifth of the events of notification need a retry",
  },
  {
    alert: "EventsSkippedPredecessor",
    title: "one that never came",
    series: { 'freehold_events_sequence_gaps_total{consumer="audit-consumer", topic="task-events"}': "0x9 1x20" },
    quiet: ["9m"],
    fires: "11m",
    labels: { consumer: "audit-consumer", topic: "task-events" },
    summary: "audit-consumer went on although an earlier event of a task on task-events never came",
  },
  {
    alert: "EventsGivenBack",
    title: "a database that stays away",
    series: { 'dapr_component_pubsub_ingress_count{app_id="notification", process_status="retry"}': "0x9 0+12x30" },
    quiet: ["9m", "19m"],
    fires: "22m",
    labels: { app_id: "notification" },
    summary: "notification has been giving events back for 10 minutes; they wait in the broker",
  },
  {
    alert: "EventsNotPublished",
    title: "a broker that is full",
    series: { 'dapr_component_pubsub_egress_count{app_id="backend", success="false"}': "0x9 0+1x30" },
    quiet: ["9m", "19m"],
    fires: "22m",
    labels: { app_id: "backend" },
    summary: "The broker has refused events of backend for 10 minutes; they wait in the outbox",
  },
  {
    alert: "EventsLag",
    title: "one that hangs",
    series: { 'freehold_consumer_lag_seconds{consumer="audit-consumer"}': "0x9 60+60x30" },
    quiet: ["9m", "20m"],
    fires: "22m",
    labels: { consumer: "audit-consumer" },
    summary: "audit-consumer has had an event in hand for more than a minute, for 10 minutes now",
  },
  {
    alert: "DatabaseConnectionsShort",
    title: "a pool that is too small",
    series: {
      'freehold_database_pool_connections{service="backend", state="waiting"}': "0x9 3x30",
      'freehold_database_pool_connections{service="backend", state="active"}': "3x40",
    },
    quiet: ["9m", "19m"],
    fires: "21m",
    labels: { service: "backend" },
    summary: "Requests of backend have been waiting for a database connection for 10 minutes",
  },
  {
    alert: "RemindersLate",
    title: "one that was due after a minute; without any it stays quiet",
    series: {
      'freehold_reminder_next_due_timestamp_seconds{service="reminder-scheduler"}': "60x20",
      'freehold_reminder_next_due_timestamp_seconds{service="none-due"}': "0x20",
    },
    quiet: ["2m", "3m"],
    fires: "5m",
    labels: { service: "reminder-scheduler" },
    summary: "A reminder has been due for more than two minutes and has not fired",
  },
  {
    alert: "NodeCpuBusy",
    title: "half an hour at its limit",
    series: cpu(3, "60"),
    quiet: ["25m"],
    fires: "40m",
    labels: { node: "agent" },
    summary: "agent has used more than 90 % of its CPU for half an hour",
  },
  {
    alert: "NodeMemoryLow",
    title: "five percent left",
    series: memory(5, "30"),
    quiet: ["9m"],
    fires: "12m",
    labels: { node: "agent" },
    summary: "agent has less than 8 % of its memory left; pods will be evicted",
  },
  {
    alert: "NodeDiskFilling",
    title: "a tenth left, on the disk that counts",
    series: {
      'node_filesystem_avail_bytes{node="agent", mountpoint="/"}': "10x30",
      'node_filesystem_size_bytes{node="agent", mountpoint="/"}': "100x30",
      'node_filesystem_avail_bytes{node="agent", mountpoint="/boot/efi"}': "1x30",
      'node_filesystem_size_bytes{node="agent", mountpoint="/boot/efi"}': "100x30",
    },
    quiet: ["14m"],
    fires: "16m",
    labels: { node: "agent", mountpoint: "/" },
    summary: "agent has less than 15 % of its disk left; at 10 % pods are evicted",
  },
  {
    alert: "NodeMayBeReclaimed",
    title: "a week of nothing to do",
    every: "30m",
    series: { ...cpu(57, week), ...memory(85, week), ...network(1000, week) },
    quiet: ["5h"],
    fires: "7d",
    labels: { node: "agent" },
    summary: "agent looks idle to Oracle, which takes idle Always Free machines back",
  },
  {
    alert: "CertificateExpires",
    title: "ten days left, Traefik's own aside",
    series: {
      'traefik_tls_certs_not_after{cn="tasks.example.org"}': "864000x120",
      'traefik_tls_certs_not_after{cn="TRAEFIK DEFAULT CERT"}': "864000x120",
    },
    quiet: ["59m"],
    fires: "61m",
    labels: { cn: "tasks.example.org" },
    summary: "The certificate of tasks.example.org ends within two weeks and is not renewed",
  },
  {
    alert: "DaprIssuerExpires",
    title: "60 days left",
    series: { 'dapr_sentry_issuercert_expiry_timestamp{job="dapr-control-plane"}': "5184000x120" },
    quiet: ["59m"],
    fires: "61m",
    labels: {},
    summary: "Dapr's issuer certificate ends within 90 days: rotate it (docs/rotation-dapr.md)",
  },
  {
    alert: "TargetMissing",
    title: "no metrics of containers",
    series: { 'up{job="k3s"}': "1x60", 'up{job="containers"}': "0x60", 'up{job="alertmanager"}': "1x60" },
    quiet: ["14m"],
    fires: "16m",
    labels: { scrape_job: "containers" },
    summary: "Nothing of the scrape job containers has answered for 15 minutes",
  },
  {
    alert: "NotificationsFail",
    title: "a receiver that refuses",
    series: { 'alertmanager_notifications_failed_total{integration="webhook"}': "0+1x60" },
    quiet: ["10m"],
    fires: "20m",
    labels: { integration: "webhook" },
    summary: "Alertmanager can't deliver to its webhook: alerts are only seen in Prometheus",
  },
  {
    alert: "MetricsNearLimit",
    title: "500 MiB",
    series: { 'process_resident_memory_bytes{job="prometheus"}': "524288000x60" },
    quiet: ["29m"],
    fires: "31m",
    labels: { job: "prometheus" },
    summary: "Prometheus uses more than 90 % of its 512 MiB",
  },
];
