import { jobs } from "../../../dashboards/jobs";
import { redpandaMetrics } from "../../../dashboards/quotas";
import type { Config } from "../../config";
import { redpandaMetricsPassword } from "./redpanda-metrics-secret";
import { keep, type ScrapeJob } from "./scrape-jobs";

/** Where Prometheus finds the password. */
const folder = "/etc/redpanda-metrics";

/** Address of Redpanda's own metrics, where it is the broker and its metrics are wanted. */
export const redpandaMetricsUrl = ({ connections }: Config): URL | undefined =>
  connections.broker === "redpanda" && connections.redpanda.metricsUrl
    ? new URL(connections.redpanda.metricsUrl)
    : undefined;

/**
 * Scrapes Redpanda's own metrics once a minute. The user is the same for everybody.
 * Source: https://docs.redpanda.com/redpanda-cloud/manage/monitor-cloud/
 */
export const redpandaScrapeJob = ({ host, pathname }: URL): ScrapeJob => ({
  job_name: jobs.redpanda,
  scheme: "https",
  metrics_path: pathname,
  scrape_interval: "60s",
  basic_auth: { username: "prometheus", password_file: `${folder}/${redpandaMetricsPassword.key}` },
  static_configs: [{ targets: [host] }],
  metric_relabel_configs: [keep("__name__", redpandaMetrics.join("|"))],
});

/** How the Prometheus chart mounts the password. */
export const redpandaSecretMount = {
  name: "redpanda",
  mountPath: folder,
  secretName: redpandaMetricsPassword.name,
  readOnly: true,
};
