/** A history of metrics, one value a minute in promtool's notation, and when an alert fires over it. */
export interface AlertCase {
  alert: string;
  title: string;
  /** Values by series (https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series). */
  series: Record<string, string>;
  /** How often the rules are evaluated. Default: every minute. */
  every?: string;
  /** Moments at which the alert does not fire yet, or no more. */
  quiet: string[];
  /** Default: never. */
  fires?: string;
  /** Labels beside the severity. */
  labels: Record<string, string>;
  summary: string;
}
