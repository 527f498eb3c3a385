import type { EventMetrics } from "../event-metrics";
import { jobs } from "../jobs";
import { monthAtThisPace, networkFree } from "../network-out";
import { neonUsed, redpandaUsed } from "../quotas";
import { type RedpandaCredit, redpandaCreditRules, redpandaSpent, redpandaWholeTrial } from "../redpanda-credit";
import { alert, type RuleGroup } from "./rule";

const day = 24 * 60 * 60;
/** Share of a limit at which somebody should know. */
const near = 0.8;

export interface QuotaOptions {
  /** Last day of Redpanda's trial, as `2026-12-24`. Default: none is known, and no alert comes. */
  redpandaTrialEnds?: string;
  /** What the trial may cost, and Redpanda's prices. Default: they are not known, and what is spent is not estimated. */
  redpandaCredit?: RedpandaCredit;
}

/** What is given for nothing, and ends. */
export const quotas = ({ redpandaTrialEnds, redpandaCredit }: QuotaOptions, { waiting }: EventMetrics): RuleGroup => ({
  name: "quotas",
  interval: "5m",
  rules: [
    alert({
      name: "NetworkNearFreeLimit",
      severity: "warning",
      expr: `${monthAtThisPace} > ${near * networkFree}`,
      lasting: "1h",
      summary: "At this pace the nodes send more than 8 TB a month; 10 TB are free",
    }),
    ...Object.entries(neonUsed).map(([resource, used]) =>
      alert({
        name: "NeonNearFreeLimit",
        severity: "warning",
        expr: `${used} > ${near}`,
        lasting: "15m",
        summary: `More than 80 % of Neon's free ${resource} is used`,
        labels: { resource },
      }),
    ),
    alert({
      name: "NeonUsageUnknown",
      severity: "warning",
      expr:
        `time() - max(freehold_neon_answered_timestamp_seconds) > ${day / 4}` +
        ` or max(up{job="${jobs.services}", service="neon-exporter"}) == 0`,
      lasting: "15m",
      summary: "Neon has not told for six hours what is used of its Free plan",
    }),
    ...Object.entries(redpandaUsed).map(([resource, used]) =>
      alert({
        name: "RedpandaNearLimit",
        severity: "warning",
        expr: `${used} > ${near}`,
        lasting: "15m",
        summary: `More than 80 % of what Redpanda allows of ${resource} is used`,
        labels: { resource },
      }),
    ),
    alert({
      name: "RedpandaLag",
      severity: "warning",
      expr: `${waiting.expr} > 100`,
      lasting: "15m",
      summary: `More than 100 events have been waiting on Redpanda for {{ $labels.${waiting.by} }}, for 15 minutes`,
    }),
    alert({
      name: "RedpandaMetricsMissing",
      severity: "warning",
      // The job is only there where it is configured.
      expr: `up{job="${jobs.redpanda}"} == 0`,
      lasting: "30m",
      summary: "Redpanda has not shown its metrics for half an hour: its trial may be over",
    }),
    ...(redpandaTrialEnds
      ? [
          alert({
            name: "RedpandaTrialEnds",
            severity: "warning" as const,
            expr: `vector(time()) > ${Date.parse(redpandaTrialEnds) / 1_000 - 7 * day}`,
            summary: `Redpanda's trial ends on ${redpandaTrialEnds}: then nothing is delivered, and a week later all is deleted`,
          }),
        ]
      : []),
    ...(redpandaCredit ? creditRules(redpandaCredit) : []),
  ],
});

const creditRules = (options: RedpandaCredit) => [
  ...redpandaCreditRules(options),
  alert({
    name: "RedpandaCreditSpent",
    severity: "warning",
    expr: `${redpandaSpent} > ${near}`,
    lasting: "15m",
    summary: `By its prices more than 80 % of Redpanda's credit of ${options.credit} dollars is spent`,
  }),
  alert({
    name: "RedpandaCreditShort",
    severity: "warning",
    expr: `${redpandaWholeTrial} > 1`,
    // An hour of load is not yet a pace.
    lasting: "6h",
    summary: `At the pace of these days Redpanda's credit of ${options.credit} dollars is spent before its trial ends`,
  }),
];
