import { availabilityCases } from "./availability";
import { certificatesCases } from "./certificates";
import { eventsCases } from "./events";
import { maintenanceCases } from "./maintenance";
import { monitoringCases } from "./monitoring";
import { nodesCases } from "./nodes";
import { quotasCases } from "./quotas";
import { redpandaCreditCases } from "./redpanda-credit";

export { everythingUp } from "./availability";
export { everyRule } from "./every-rule";

/** At least one for each alert. */
export const alertCases = [
  ...availabilityCases,
  ...eventsCases,
  ...nodesCases,
  ...maintenanceCases,
  ...certificatesCases,
  ...quotasCases,
  ...redpandaCreditCases,
  ...monitoringCases,
];
