import { domainsOfRegion } from "../oci/availability-domains";
import { systemClock } from "../operations/clock";
import type { Confirm } from "../operations/confirm";
import { interruption } from "../operations/interruption";
import type { Terraform } from "../operations/terraform";
import type { Deploy } from "../replace-node/replace-node";
import { deployCompute } from "./deploy-compute";

/** How the commands deploy compute: in any availability domain of the region, until Ctrl-C. */
export function machineDeploy(compute: Terraform, { confirm }: { confirm: Confirm | undefined }): Deploy {
  const signal = interruption();
  return async (options) =>
    deployCompute({
      ...options,
      compute,
      confirm,
      allDomains: await domainsOfRegion(console.log),
      clock: systemClock,
      signal,
      say: console.log,
    });
}
