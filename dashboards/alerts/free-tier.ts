import { monthAtThisPace, networkFree } from "../network-out";
import { neonUsed, redpandaUsed } from "../quotas";
import { redpandaSpent } from "../redpanda-credit";
import type { RuleGroup } from "./rule";

const used: Record<string, string> = {
  "Network out, a month at this pace": `${monthAtThisPace} / ${networkFree}`,
  "Neon compute": neonUsed.compute,
  "Neon storage": neonUsed.storage,
  "Neon transfer": neonUsed.transfer,
  "Redpanda partitions": redpandaUsed.partitions,
  "Redpanda connections": redpandaUsed.connections,
  "Redpanda credit": redpandaSpent,
};

/** What is taken of everything that is free, 0 to 1, by `resource`: `/ops` shows it (services/backend/ops/prometheus-queries.ts). */
export const freeTier = (): RuleGroup => ({
  name: "free-tier",
  interval: "5m",
  rules: [
    {
      record: "freehold:free_tier_used:ratio",
      expr: Object.entries(used)
        .map(([resource, expr]) => `label_replace(${expr}, "resource", "${resource}", "", "")`)
        .join(" or "),
    },
  ],
});
