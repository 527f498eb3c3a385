import type { AlertCase } from "./alert-case";

export const monitoringCases: AlertCase[] = [
  {
    alert: "TargetMissing",
    title: "no metrics of containers",
    series: { 'up{job="k3s"}': "1x60", 'up{job="containers"}': "0x60", 'up{job="alertmanager"}': "1x60" },
    quiet: ["14m"],
    fires: "16m",
    labels: { scrape_job: "containers" },
    summary: "No target of the scrape job containers has answered for 15 minutes",
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
