import type { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { monthAtThisPace, networkFree } from "./network-out";
import { panel, rateBy } from "./panels";
import { redpandaKept, redpandaSpent, redpandaWholeTrial } from "./redpanda-credit";

/** What Neon's Free plan gives a project (https://neon.com/docs/introduction/plans). */
const neonFree = { computeSeconds: 100 * 3600, storageBytes: 500e6, transferBytes: 5e9 };

/** What is taken of it, 0 to 1, by what is limited. */
export const neonUsed = {
  compute: `max(freehold_neon_compute_seconds) / ${neonFree.computeSeconds}`,
  storage: `max(freehold_neon_storage_bytes) / ${neonFree.storageBytes}`,
  transfer: `max(freehold_neon_transfer_bytes) / ${neonFree.transferBytes}`,
};

/**
 * What is scraped of Redpanda Serverless. It has no metric of what is stored, and none of the credit: see redpanda-credit.ts.
 * Source: https://github.com/redpanda-data/observability/blob/main/grafana-dashboards/Redpanda-Serverless-Dashboard.json
 */
export const redpandaMetrics = [
  "redpanda_cluster_partitions",
  "redpanda_kafka_consumer_group_lag_sum",
  "redpanda_serverless_connections_active",
  "redpanda_serverless_egress_bytes_total",
  "redpanda_serverless_ingress_bytes_total",
  "redpanda_serverless_resource_limit",
];

const ofLimit = (used: string, resource: string): string =>
  `${used} / sum(redpanda_serverless_resource_limit{resource="${resource}"})`;

/** What is taken of the limits that Redpanda itself names, 0 to 1. */
export const redpandaUsed = {
  partitions: ofLimit("sum(redpanda_cluster_partitions)", "partitions"),
  connections: ofLimit("sum(redpanda_serverless_connections_active)", "connections"),
  ingress: ofLimit("sum(rate(redpanda_serverless_ingress_bytes_total[5m]))", "ingress"),
  egress: ofLimit("sum(rate(redpanda_serverless_egress_bytes_total[5m]))", "egress"),
};

/** Events on Redpanda that a consumer group has not acknowledged; with Dapr a group has the name of its consumer. */
export const redpandaLag = "max by (redpanda_group) (redpanda_kafka_consumer_group_lag_sum)";

const shares = (used: Record<string, string>) => Object.entries(used).map(([legend, expr]) => ({ expr, legend }));

/** What is taken of what others give for nothing: by their own metrics, and never by a query that wakes the database. */
export const quotas = (): PanelBuilder[] => [
  panel({
    title: "Network out: a month at this day's pace, of the free 10 TB",
    unit: "percentunit",
    description: "With what the two nodes send each other, which Oracle does not count",
    queries: [{ expr: `${monthAtThisPace} / ${networkFree}`, legend: "share" }],
  }),
  panel({
    title: "Neon: taken of the Free plan",
    unit: "percentunit",
    description: "Compute and transfer since the billing period began; storage now",
    queries: shares(neonUsed),
  }),
  panel({
    title: "Redpanda: taken of its limits",
    unit: "percentunit",
    description: "Of the limits that Redpanda names itself",
    queries: shares(redpandaUsed),
  }),
  panel({
    title: "Redpanda: throughput",
    unit: "Bps",
    description: "Bytes a second by its own count; both directions cost",
    queries: [
      { expr: rateBy("listener", "redpanda_serverless_ingress_bytes_total"), legend: "in, {{listener}}" },
      { expr: rateBy("listener", "redpanda_serverless_egress_bytes_total"), legend: "out, {{listener}}" },
    ],
  }),
  panel({
    title: "Redpanda: kept at most",
    unit: "bytes",
    description: "What came in within the longest retention of a topic; Redpanda has no metric of what it stores",
    queries: [{ expr: redpandaKept, legend: "kept" }],
  }),
  panel({
    title: "Redpanda: taken of the trial's credit, estimated",
    unit: "percentunit",
    description: "By connections.redpanda.prices; Redpanda's page Billing has what was charged",
    queries: [
      { expr: redpandaSpent, legend: "spent" },
      { expr: redpandaWholeTrial, legend: "whole trial at this pace" },
    ],
  }),
];
