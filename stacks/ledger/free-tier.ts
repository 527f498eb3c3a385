import { z } from "zod";
import type { SynthesizedResource } from "./synthesized";

/** What Always Free gives in all (facts and their sources: docs/adr/0011-resource-plan.md). */
export const freeTierLimits = {
  ocpus: { name: "A1 OCPUs", limit: 2, setting: "nodes.server.ocpus or nodes.agent.ocpus" },
  memoryGb: { name: "A1 memory, GB", limit: 12, setting: "nodes.server.memoryGb or nodes.agent.memoryGb" },
  // The tier itself gives 200 GB; the requirements plan with 100, and the rest is for backups and repair.
  blockStorageGb: {
    name: "Block storage, GB",
    limit: 100,
    setting: "nodes.server.bootVolumeGb or nodes.agent.bootVolumeGb",
  },
  loadBalancers: { name: "Network load balancers", limit: 1, setting: "their number in the stack network to one" },
  reservedIps: { name: "Reserved public IPs", limit: 1, setting: "their number in the stack network to one" },
} as const;

export type FreeTierQuantity = keyof typeof freeTierLimits;
export type FreeTierUse = Record<FreeTierQuantity, number>;

/** What one resource of a type takes; a type that is not here takes nothing that is counted. */
const schemas: Record<string, z.ZodType<Partial<FreeTierUse>>> = {
  oci_core_instance: z
    .object({
      shape_config: z.object({ ocpus: z.number(), memory_in_gbs: z.number() }),
      source_details: z.object({ boot_volume_size_in_gbs: z.coerce.number() }),
    })
    .transform(({ shape_config, source_details }) => ({
      ocpus: shape_config.ocpus,
      memoryGb: shape_config.memory_in_gbs,
      blockStorageGb: source_details.boot_volume_size_in_gbs,
    })),
  oci_core_volume: z
    .object({ size_in_gbs: z.coerce.number() })
    .transform(({ size_in_gbs }) => ({ blockStorageGb: size_in_gbs })),
  oci_network_load_balancer_network_load_balancer: z.object({}).transform(() => ({ loadBalancers: 1 })),
  oci_core_public_ip: z
    .object({ lifetime: z.enum(["RESERVED", "EPHEMERAL"]) })
    .transform(({ lifetime }) => ({ reservedIps: lifetime === "RESERVED" ? 1 : 0 })),
};

/**
 * What the resources take of Always Free.
 *
 * @returns the sum, and a line for each resource whose figure only Terraform knows, so that it cannot be added up
 */
export function freeTierUse(resources: readonly SynthesizedResource[]): { use: FreeTierUse; unknown: string[] } {
  const use: FreeTierUse = { ocpus: 0, memoryGb: 0, blockStorageGb: 0, loadBalancers: 0, reservedIps: 0 };
  const unknown: string[] = [];
  for (const { path, type, attributes } of resources) {
    const schema = schemas[type];
    if (!schema) continue;
    const taken = schema.safeParse(attributes);
    if (!taken.success || attributes.count !== undefined || attributes.for_each !== undefined) {
      const fix = taken.error
        ? `give ${taken.error.issues.map((issue) => issue.path.join(".")).join(", ")} as a plain figure`
        : "write each resource out instead of count or for_each";
      unknown.push(`${path}: ${fix}, so that what is free can be added up`);
      continue;
    }
    for (const quantity of Object.keys(use) as FreeTierQuantity[]) use[quantity] += taken.data[quantity] ?? 0;
  }
  return { use, unknown };
}
