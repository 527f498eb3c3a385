import { z } from "zod";
import type { OciClient } from "../oci/oci-client";
import type { Check } from "./check";

const subscriptionsSchema = z.array(z.object({ regionName: z.string(), isHomeRegion: z.boolean() }));

/** Whether the region is the tenancy's own: Always Free machines, users and budgets are made there only. */
export async function homeRegion(client: OciClient): Promise<Check[]> {
  const target = `/20160918/tenancies/${client.tenancy}/regionSubscriptions`;
  const subscriptions = subscriptionsSchema.parse(await client.request("GET", `identity.${client.region}`, target));
  const name = "Home region";
  const home = subscriptions.find(({ isHomeRegion }) => isHomeRegion)?.regionName;
  if (!home) return [{ name, state: "skipped", found: "Oracle Cloud does not tell" }];
  if (home === client.region) return [{ name, state: "ok", found: home }];
  return [
    {
      name,
      state: "problem",
      found: `${home}, and the region is ${client.region}`,
      fix: `TF_VAR_region=${home} in .env`,
    },
  ];
}
