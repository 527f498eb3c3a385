import { allDefinitions } from "../../services/definitions";
import { eventMetrics } from "../event-metrics";
import { availability } from "./availability";
import { certificates } from "./certificates";
import { events } from "./events";
import { freeTier } from "./free-tier";
import { maintenance } from "./maintenance";
import { monitoring } from "./monitoring";
import { nodes, reclamation } from "./nodes";
import { type QuotaOptions, quotas } from "./quotas";
import type { AlertingRule, RecordingRule, RuleGroup } from "./rule";

const withSidecar = allDefinitions
  .filter(({ publishes, subscribes }) => publishes.length + subscribes.length > 0)
  .map(({ name }) => name);

export interface RuleOptions extends QuotaOptions {
  /** Whether services run beside Dapr sidecars. Default: true. */
  sidecars?: boolean;
  /** https address under which the repository's files are shown. Default: runbooks are paths in the repository. */
  filesUrl?: string;
  /** Limit of Prometheus's memory in MiB. Default: 512. */
  prometheusMemoryMib?: number;
  /** Hours between two snapshots of etcd. Default: 6. */
  snapshotIntervalHours?: number;
}

/** Everything that Prometheus evaluates. */
export const ruleGroups = ({
  filesUrl,
  prometheusMemoryMib = 512,
  snapshotIntervalHours = 6,
  sidecars = true,
  ...options
}: RuleOptions = {}): RuleGroup[] =>
  [
    availability(sidecars ? withSidecar : []),
    events(eventMetrics(sidecars)),
    nodes(),
    reclamation(),
    maintenance(snapshotIntervalHours),
    certificates(sidecars),
    quotas(options, eventMetrics(sidecars)),
    freeTier(),
    monitoring(prometheusMemoryMib),
  ].map((group) => (filesUrl ? { ...group, rules: group.rules.map((rule) => linked(rule, filesUrl)) } : group));

/** A rule whose runbook can be followed from wherever its alert is read. */
function linked(rule: RecordingRule | AlertingRule, filesUrl: string): RecordingRule | AlertingRule {
  if ("record" in rule) return rule;
  const { summary, runbook_url } = rule.annotations;
  return { ...rule, annotations: { summary, runbook_url: `${filesUrl}/${runbook_url}` } };
}
