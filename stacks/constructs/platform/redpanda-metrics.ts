import type { Construct } from "constructs";
import { jobs } from "../../../dashboards/jobs";
import { redpandaMetrics } from "../../../dashboards/quotas";
import type { Config } from "../../config";
import { Secret } from "../kubernetes/secret";
import { requiredVariable } from "../terraform/required-variable";
import { keep, type ScrapeJob } from "./scrape-jobs";

/** The Secret with the password of Redpanda's metrics, and where Prometheus finds it. */
const secret = { name: "redpanda-metrics", key: "password" };
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
  basic_auth: { username: "prometheus", password_file: `${folder}/${secret.key}` },
  static_configs: [{ targets: [host] }],
  metric_relabel_configs: [keep("__name__", redpandaMetrics.join("|"))],
});

/** How the Prometheus chart mounts the password. */
export const redpandaSecretMount = { name: "redpanda", mountPath: folder, secretName: secret.name, readOnly: true };

/** Asks for the password, and makes its Secret. */
export const redpandaSecret = (scope: Construct, stack: Construct, namespace: string): Secret =>
  new Secret(scope, {
    id: "redpanda-metrics",
    name: secret.name,
    namespace,
    data: {
      [secret.key]: requiredVariable(stack, "redpanda_metrics_password", {
        description: "Password of Redpanda's metrics, from the cluster's page Overview > Prometheus.",
        pattern: "[^\\s]+",
        format: "must not be empty or hold spaces",
        sensitive: true,
      }),
    },
  });
