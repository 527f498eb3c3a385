import { jobs } from "../jobs";
import { alert, type RuleGroup } from "./rule";

/**
 * What watches the rest, watched itself as far as it can.
 *
 * @param memoryMib limit of Prometheus's memory
 */
export const monitoring = (memoryMib: number): RuleGroup => ({
  name: "monitoring",
  rules: [
    ...[jobs.k3s, jobs.containers, jobs.alertmanager].map((job) =>
      alert({
        name: "TargetMissing",
        severity: "warning",
        expr: `absent(up{job="${job}"} == 1)`,
        lasting: "15m",
        summary: `No target of the scrape job ${job} has answered for 15 minutes`,
        labels: { scrape_job: job },
      }),
    ),
    alert({
      name: "NotificationsFail",
      severity: "warning",
      expr: "sum by (integration) (rate(alertmanager_notifications_failed_total[15m])) > 0",
      lasting: "15m",
      summary: "Alertmanager can't deliver to its {{ $labels.integration }}: alerts are only seen in Prometheus",
    }),
    alert({
      name: "MetricsNearLimit",
      severity: "warning",
      expr: `process_resident_memory_bytes{job="${jobs.prometheus}"} > 0.9 * ${memoryMib} * 1024 * 1024`,
      lasting: "30m",
      summary: `Prometheus uses more than 90 % of its ${memoryMib} MiB`,
    }),
  ],
});
