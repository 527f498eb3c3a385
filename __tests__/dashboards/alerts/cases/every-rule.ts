import type { RuleOptions } from "../../../../dashboards/alerts";

/** With these there is every rule that there can be. promtool's clock begins on 1970-01-01. */
export const everyRule: RuleOptions = {
  filesUrl: "https://github.com/you/freehold/blob/main",
  redpandaTrialEnds: "1970-01-09",
  redpandaCredit: {
    credit: 100,
    prices: { uptimeHour: 0.11, partitionHour: 0.001, ingressGb: 0.05, egressGb: 0.05, storageGbHour: 0.0001 },
    trialEnds: "1970-01-09",
  },
};
