import { z } from "zod";
import { OperationError } from "../operations/operation-error";
import { ociCredentials } from "./credentials";
import { OciClient } from "./oci-client";

const domainsSchema = z.array(z.object({ name: z.string() }));

/** The availability domains of the region, with the tenancy's prefix. */
export async function availabilityDomains(client: OciClient): Promise<string[]> {
  const target = `/20160918/availabilityDomains?compartmentId=${encodeURIComponent(client.tenancy)}`;
  const domains = domainsSchema.parse(await client.request("GET", `identity.${client.region}`, target));
  return domains.map(({ name }) => name).sort();
}

/** The same with the credentials of the environment; none, and it says so, when they cannot be asked for. */
export async function domainsOfRegion(say: (line: string) => void): Promise<string[]> {
  try {
    return await availabilityDomains(new OciClient(ociCredentials()));
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    say(`The region's availability domains cannot be asked for, so only those of .env are tried: ${error.message}`);
    return [];
  }
}
