import { deadLetterTopic, topicSettings, topics } from "../services/contracts/topics";

/** What Redpanda Serverless charges, in dollars (https://docs.redpanda.com/redpanda-cloud/billing/billing/). */
export interface RedpandaPrices {
  /** An hour in which the cluster has a topic. */
  uptimeHour: number;
  /** A partition for an hour. */
  partitionHour: number;
  /** A GB written. */
  ingressGb: number;
  /** A GB read. */
  egressGb: number;
  /** A GB kept for an hour. */
  storageGbHour: number;
}

export interface RedpandaCredit {
  /** Dollars that the trial begins with. */
  credit: number;
  prices: RedpandaPrices;
  /** Last day of the trial, as `2026-12-24`. */
  trialEnds: string;
}

const daySeconds = 24 * 60 * 60;
/** https://docs.redpanda.com/redpanda-cloud/get-started/whats-new-cloud/ */
const trialDays = 30;

const longestRetention = Math.max(
  ...topics.flatMap((topic) => [topic, deadLetterTopic(topic)]).map((name) => topicSettings(name).retentionHours),
);

const bytes = (direction: "ingress" | "egress", time: string): string =>
  `sum(increase(redpanda_serverless_${direction}_bytes_total[${time}]))`;

/** Bytes that Redpanda keeps at most, since it has no metric of it: what came in within the longest retention of a topic. */
export const redpandaKept = bytes("ingress", `${longestRetention}h`);

/** Dollars that a day costs, and shares of the credit, 0 to 1: what is spent of it, and what the whole trial will have been. */
const redpandaCost = "redpanda:cost:dollars_per_day";
export const redpandaSpent = "redpanda:credit_spent:ratio";
export const redpandaWholeTrial = "redpanda:credit_of_whole_trial:ratio";

/**
 * Estimates, since only Redpanda's page Billing shows what a cluster has cost. Metrics are kept for a week, too
 * short to add up a trial: each of its days counts as the mean of those that are known.
 */
export const redpandaCreditRules = ({ credit, prices, trialEnds }: RedpandaCredit) => {
  const began = Date.parse(trialEnds) / 1_000 - trialDays * daySeconds;
  const day = `avg_over_time(${redpandaCost}[7d])`;
  return [
    {
      record: redpandaCost,
      expr:
        `24 * (${prices.uptimeHour} + ${prices.partitionHour} * sum(redpanda_cluster_partitions)` +
        ` + ${prices.storageGbHour} * ${redpandaKept} / 1e9)` +
        ` + (${prices.ingressGb} * ${bytes("ingress", "1d")} + ${prices.egressGb} * ${bytes("egress", "1d")}) / 1e9`,
    },
    { record: redpandaSpent, expr: `${day} * (time() - ${began}) / ${daySeconds} / ${credit}` },
    { record: redpandaWholeTrial, expr: `${day} * ${trialDays} / ${credit}` },
  ];
};
