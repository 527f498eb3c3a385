import { z } from "zod";
import type { FreeTierQuantity, FreeTierUse } from "../../stacks/ledger/free-tier";
import { type OciClient, OciError } from "../oci/oci-client";
import type { Check } from "./check";

interface Limit {
  readonly quantity: FreeTierQuantity;
  readonly service: string;
  readonly name: string;
  /** Whether it counts in each availability domain for itself. */
  readonly perDomain: boolean;
}

/** An A1 machine starts only if neither the region's limit nor its domain's is used up. */
const limits: readonly Limit[] = [
  { quantity: "ocpus", service: "compute", name: "standard-a1-core-regional-count", perDomain: false },
  { quantity: "ocpus", service: "compute", name: "standard-a1-core-count", perDomain: true },
  { quantity: "memoryGb", service: "compute", name: "standard-a1-memory-regional-count", perDomain: false },
  { quantity: "memoryGb", service: "compute", name: "standard-a1-memory-count", perDomain: true },
  { quantity: "blockStorageGb", service: "block-storage", name: "total-storage-gb", perDomain: true },
  { quantity: "loadBalancers", service: "network-load-balancer-api", name: "max-nlb-flexible-count", perDomain: false },
  { quantity: "reservedIps", service: "vcn", name: "reserved-public-ip-count", perDomain: false },
];

const availabilitySchema = z.object({ available: z.number().nullish(), used: z.number().nullish() });

/**
 * What the account has left of each limit, beside what the plan would use. Limits are asked for in the tenancy, where all
 * of its compartments count.
 *
 * @param plan what the stacks use in all
 */
export async function serviceLimits(
  client: OciClient,
  plan: FreeTierUse,
  domains: readonly string[],
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const limit of limits) {
    for (const domain of limit.perDomain ? domains : [undefined]) {
      const name = domain ? `${limit.name} ${domain.split(":").at(-1)}` : limit.name;
      checks.push({ name, ...(await compare(client, limit, plan[limit.quantity], domain)) });
    }
  }
  return checks;
}

async function compare(
  client: OciClient,
  { service, name }: Limit,
  needed: number,
  domain: string | undefined,
): Promise<Omit<Check, "name">> {
  const query = new URLSearchParams({ compartmentId: client.tenancy, ...(domain && { availabilityDomain: domain }) });
  // https://docs.oracle.com/iaas/api/#/en/limits/20181025/ResourceAvailability/GetResourceAvailability
  const target = `/20190729/services/${service}/limits/${name}/resourceAvailability?${query}`;
  try {
    const answer = availabilitySchema.parse(await client.request("GET", `limits.${client.region}.oci`, target));
    const { available, used } = answer;
    if (available == null || used == null) return { state: "skipped", found: "Oracle Cloud gives no figure" };
    const found = `plan ${needed}, used ${used}, available ${available}`;
    if (available >= needed) return { state: "ok", found };
    // What is deployed already is both used and planned.
    if (available + used >= needed) return { state: "ok", found: `${found}: in use, by this platform or another` };
    return {
      state: "problem",
      found,
      fix: "Remove what else uses it, make the plan smaller, or ask Oracle for a higher limit",
    };
  } catch (error) {
    if (error instanceof OciError && error.status === 404)
      return { state: "skipped", found: "Oracle Cloud gives no figure" };
    throw error;
  }
}
