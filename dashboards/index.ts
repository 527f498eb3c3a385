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
  /** Address of `/ops`, to which each dashboard links. Default: none is known, and none does. */
  opsUrl?: string;
}

/** All dashboards that Grafana is provisioned with. */
export const dashboards = ({ sidecars = true, opsUrl }: DashboardOptions = {}): Dashboard[] =>
  [taskOperations(), eventProcessing(sidecars), reminders(), platform(sidecars)].map((each) =>
    opsUrl === undefined ? each : { ...each, links: [linkTo("Operations", opsUrl)] },
  );
