import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { eventProcessing } from "./event-processing";

export { prometheusDatasource } from "./datasource";

/** All dashboards that Grafana is provisioned with. */
export const dashboards = (): Dashboard[] => [eventProcessing()];
