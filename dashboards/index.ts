import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { eventProcessing } from "./event-processing";
import { platform } from "./platform";
import { reminders } from "./reminders";
import { taskOperations } from "./task-operations";

export { prometheusDatasource } from "./datasource";

export interface DashboardOptions {
  /** Whether services run beside Dapr sidecars, and their metrics are there to be shown. Default: true. */
  sidecars?: boolean;
}

/** All dashboards that Grafana is provisioned with. */
export const dashboards = ({ sidecars = true }: DashboardOptions = {}): Dashboard[] => [
  taskOperations(),
  eventProcessing(sidecars),
  reminders(),
  platform(sidecars),
];
