import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { eventProcessing } from "./event-processing";
import { linkTo } from "./panels";
import { platform } from "./platform";
import { reminders } from "./reminders";
import { taskOperations } from "./task-operations";

export { prometheusDatasource } from "./datasource";

export interface DashboardOptions {
  /** Whether services run beside Dapr sidecars, and their metrics are there to be shown. Default: true. */
  sidecars?: boolean;
  /** Whether services send traces, and Prometheus keeps an exemplar of those that took long. Default: false. */
  traces?: boolean;
  /** Address of `/ops`, to which each dashboard links. Default: none is known, and none does. */
  opsUrl?: string;
}

/** All dashboards that Grafana is provisioned with. */
export const dashboards = ({ sidecars = true, traces = false, opsUrl }: DashboardOptions = {}): Dashboard[] =>
  [taskOperations(traces), eventProcessing(sidecars, traces), reminders(), platform(sidecars)].map((each) =>
    opsUrl === undefined ? each : { ...each, links: [linkTo("Operations", opsUrl)] },
  );
