/** A recording rule: the result of a query under a name of its own. */
export type RecordingRule = {
  record: string;
  expr: string;
};

/** An alerting rule as Prometheus reads it. */
export type AlertingRule = {
  alert: string;
  expr: string;
  for: string;
  labels: Record<string, string>;
  annotations: { summary: string; runbook_url: string };
};

export type RuleGroup = {
  name: string;
  /** How often the rules are evaluated. Default: that of all rules. */
  interval?: string;
  rules: (RecordingRule | AlertingRule)[];
};

/** `critical`: users notice, or soon will. `warning`: somebody should look within a day. */
export type Severity = "critical" | "warning";

export interface AlertOptions {
  /** Name of the alert, in PascalCase; its runbook is the section of docs/reference/alerts.md with this title. */
  name: string;
  severity: Severity;
  /** PromQL; the alert is pending for each series of its result. */
  expr: string;
  /** How long the result must last before the alert fires, as `5m`. Default: it fires at once. */
  lasting?: string;
  /** One line for the operator; `{{ $labels.x }}` and `{{ $value }}` are filled in. */
  summary: string;
  /** Further labels of the alert. */
  labels?: Record<string, string>;
}

/** Where the runbooks are, relative to the repository. */
export const runbooks = "docs/reference/alerts.md";

/** An alert with the path of its runbook in the repository: the anchor of a title is the title in lower case. */
export const alert = ({ name, severity, expr, lasting = "0s", summary, labels }: AlertOptions): AlertingRule => ({
  alert: name,
  expr,
  for: lasting,
  labels: { severity, ...labels },
  annotations: { summary, runbook_url: `${runbooks}#${name.toLowerCase()}` },
});
