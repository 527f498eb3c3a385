import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { eventProcessing } from "./event-processing";
import { platform } from "./platform";
import { reminders } from "./reminders";
import { taskOperations } from "./task-operations";

export { prometheusDatasource } from "./datasource";

/** All dashboards that Grafana is provisioned with. */
export const dashboards = (): Dashboard[] => [taskOperations(), eventProcessing(), reminders(), platform()];
