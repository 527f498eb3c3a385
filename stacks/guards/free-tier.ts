import { type FreeTierQuantity, freeTierLimits, freeTierUse } from "../ledger/free-tier";
import type { SynthesizedResource } from "../ledger/synthesized";

/** The only shape of the tier with room for a Kubernetes node. */
const freeShape = "VM.Standard.A1.Flex";

/**
 * Types of Oracle Cloud resources that cost nothing by themselves. What is not on the list is refused, so that a new
 * type is looked up before it is used (https://docs.oracle.com/iaas/Content/FreeTier/freetier_topic-Always_Free_Resources.htm).
 */
const freeTypes = new Set([
  "oci_budget_alert_rule",
  "oci_budget_budget",
  "oci_core_default_security_list",
  "oci_core_instance",
  "oci_core_internet_gateway",
  "oci_core_network_security_group",
  "oci_core_network_security_group_security_rule",
  "oci_core_public_ip",
  "oci_core_route_table",
  "oci_core_subnet",
  "oci_core_vcn",
  "oci_core_volume",
  "oci_identity_compartment",
  "oci_identity_dynamic_group",
  "oci_identity_policy",
  "oci_limits_quota",
  "oci_network_load_balancer_backend",
  "oci_network_load_balancer_backend_set",
  "oci_network_load_balancer_listener",
  "oci_network_load_balancer_network_load_balancer",
  "oci_objectstorage_bucket",
  "oci_objectstorage_object_lifecycle_policy",
]);

/** What to use instead of the types that people reach for first. */
const alternatives: Record<string, string> = {
  oci_core_nat_gateway: "a free account may have none; nodes reach the internet by their own public address",
  oci_load_balancer_load_balancer: "use the network load balancer of the stack network",
  oci_containerengine_cluster: "the cluster is k3s, see the stacks bootstrap and compute",
  oci_database_autonomous_database: "the database is outside, see the stack connections",
};

/** Refuses what Always Free would charge for. */
export function freeTierProblems(resources: readonly SynthesizedResource[]): string[] {
  const oci = resources.filter(({ type }) => type.startsWith("oci_"));
  const { use, unknown } = freeTierUse(oci);
  const overLimits = (Object.keys(use) as FreeTierQuantity[])
    .filter((quantity) => use[quantity] > freeTierLimits[quantity].limit)
    .map((quantity) => {
      const { name, limit, setting } = freeTierLimits[quantity];
      return `Not free: ${name} would be ${use[quantity]}, Always Free has ${limit}. Lower ${setting}.`;
    });
  const paidTypes = oci
    .filter(({ type }) => !freeTypes.has(type))
    .map(({ path, type }) => {
      const fix = alternatives[type] ?? "remove it, or add it to stacks/guards/free-tier.ts if it is free";
      return `Not free: ${path} is of type ${type}, which is not on the free list: ${fix}.`;
    });
  const paidShapes = oci
    .filter(({ type, attributes }) => type === "oci_core_instance" && attributes.shape !== freeShape)
    .map(({ path, attributes }) => `Not free: ${path} has the shape ${attributes.shape}: use ${freeShape}.`);
  return [...overLimits, ...paidTypes, ...paidShapes, ...unknown.map((line) => `Not known to be free: ${line}.`)];
}
