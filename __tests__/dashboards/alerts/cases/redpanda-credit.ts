import type { AlertCase } from "./alert-case";

const hours = (days: number) => String(days * 24 * 60);
const traffic = (gbPerDay: number, days: number) => {
  const values = `0+${(gbPerDay * 1e9) / (24 * 60)}x${hours(days)}`;
  return {
    'redpanda_serverless_ingress_bytes_total{listener="kafka"}': values,
    'redpanda_serverless_egress_bytes_total{listener="kafka"}': values,
  };
};

/** By the prices of `everyRule`, of a trial that began 22 days before promtool's clock. */
export const redpandaCreditCases: AlertCase[] = [
  {
    alert: "RedpandaCreditSpent",
    title: "12 partitions and hardly an event, 2.93 dollars a day, after 27 days and a half",
    every: "30m",
    series: { redpanda_cluster_partitions: `12x${hours(6)}`, ...traffic(0, 6) },
    quiet: ["1d", "5d6h"],
    fires: "5d10h",
    labels: {},
    summary: "By its prices more than 80 % of Redpanda's credit of 100 dollars is spent",
  },
  {
    alert: "RedpandaCreditShort",
    title: "never at a pace that leaves 12 dollars of it",
    every: "30m",
    series: { redpanda_cluster_partitions: `12x${hours(6)}`, ...traffic(0, 6) },
    quiet: ["8h", "6d"],
    labels: {},
    summary: "",
  },
  {
    alert: "RedpandaCreditShort",
    title: "10 GB a day each way, which cost another dollar, and their storage",
    every: "30m",
    series: { redpanda_cluster_partitions: `12x${hours(3)}`, ...traffic(10, 3) },
    quiet: ["12h"],
    fires: "3d",
    labels: {},
    summary: "At the pace of these days Redpanda's credit of 100 dollars is spent before its trial ends",
  },
];
