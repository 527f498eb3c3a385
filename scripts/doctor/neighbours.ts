import { z } from "zod";
import type { OciClient } from "../oci/oci-client";
import type { Check } from "./check";

const resourcesSchema = z.object({
  items: z.array(
    z.object({
      resourceType: z.string(),
      displayName: z.string().nullish(),
      freeformTags: z.record(z.string(), z.string()).nullish(),
    }),
  ),
});

const kinds =
  "instance, volume, bootvolume, loadbalancer, networkloadbalancer, dbsystem, autonomousdatabase, filesystem";

/**
 * What else lives in the tenancy, and a quota on all of it could hit. Asked for before `budget.scope` is set to `tenancy`.
 *
 * @param project value of the tag `project`, which tells ours from the rest
 */
export async function neighbours(client: OciClient, project: string): Promise<Check[]> {
  // https://docs.oracle.com/iaas/Content/Search/Concepts/querysyntax.htm
  const answer = await client.request("POST", `query.${client.region}.oci`, "/20180409/resources?limit=100", {
    type: "Structured",
    query: `query ${kinds} resources where lifecycleState != 'TERMINATED' && lifecycleState != 'DELETED'`,
  });
  const others = resourcesSchema.parse(answer).items.filter(({ freeformTags }) => freeformTags?.project !== project);
  const name = "Else in the tenancy";
  if (others.length === 0) return [{ name, state: "ok", found: "nothing that a quota on the tenancy would hit" }];
  return [
    {
      name,
      state: "warning",
      found: others.map(({ resourceType, displayName }) => `${resourceType} ${displayName ?? ""}`.trim()).join(", "),
      fix: 'budget.scope is "tenancy": new ones of these may be refused. "compartment" leaves them alone',
    },
  ];
}
