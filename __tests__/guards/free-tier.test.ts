import { freeTierProblems } from "../../stacks/guards/free-tier";
import type { SynthesizedResource } from "../../stacks/ledger/synthesized";
import { ref } from "../stacks/synthesise";

const resource = (
  type: string,
  attributes: Record<string, unknown> = {},
  path = `stack/${type}`,
): SynthesizedResource => ({
  path,
  type,
  attributes,
});

const instance = (changes: Record<string, unknown> = {}) =>
  resource("oci_core_instance", {
    shape: "VM.Standard.A1.Flex",
    shape_config: { ocpus: 1, memory_in_gbs: 6 },
    source_details: { boot_volume_size_in_gbs: "50" },
    ...changes,
  });
const loadBalancer = resource("oci_network_load_balancer_network_load_balancer");
const reservedIp = resource("oci_core_public_ip", { lifetime: "RESERVED" });
const whole = [instance(), instance(), loadBalancer, reservedIp, resource("oci_core_vcn"), resource("random_password")];

test("all that Always Free gives is free", () => {
  expect(freeTierProblems(whole)).toEqual([]);
});

test.each<[string, SynthesizedResource, string]>([
  [
    "a third OCPU",
    instance({ shape_config: { ocpus: 1, memory_in_gbs: 0 }, source_details: { boot_volume_size_in_gbs: "0" } }),
    "Not free: A1 OCPUs would be 3, Always Free has 2. Lower nodes.server.ocpus or nodes.agent.ocpus.",
  ],
  [
    "a thirteenth GB of memory",
    instance({ shape_config: { ocpus: 0, memory_in_gbs: 1 }, source_details: { boot_volume_size_in_gbs: "0" } }),
    "Not free: A1 memory, GB would be 13, Always Free has 12. Lower nodes.server.memoryGb or nodes.agent.memoryGb.",
  ],
  [
    "a volume beside the boot volumes",
    resource("oci_core_volume", { size_in_gbs: "50" }),
    "Not free: Block storage, GB would be 150, Always Free has 100. Lower nodes.server.bootVolumeGb or nodes.agent.bootVolumeGb.",
  ],
  [
    "a second load balancer",
    loadBalancer,
    "Not free: Network load balancers would be 2, Always Free has 1. Lower their number in the stack network to one.",
  ],
  [
    "a second reserved IP",
    reservedIp,
    "Not free: Reserved public IPs would be 2, Always Free has 1. Lower their number in the stack network to one.",
  ],
  [
    "a NAT gateway",
    resource("oci_core_nat_gateway"),
    "Not free: stack/oci_core_nat_gateway is of type oci_core_nat_gateway, which is not on the free list: a free account may have none; nodes reach the internet by their own public address.",
  ],
  [
    "an unknown type",
    resource("oci_new_thing"),
    "Not free: stack/oci_new_thing is of type oci_new_thing, which is not on the free list: remove it, or add it to stacks/guards/free-tier.ts if it is free.",
  ],
  [
    "a figure that only Terraform knows",
    resource("oci_core_volume", { size_in_gbs: ref("var.size") }),
    "Not known to be free: stack/oci_core_volume: give size_in_gbs as a plain figure, so that what is free can be added up.",
  ],
  [
    "a resource that Terraform multiplies",
    resource("oci_core_volume", { size_in_gbs: 0, count: 2 }),
    "Not known to be free: stack/oci_core_volume: write each resource out instead of count or for_each, so that what is free can be added up.",
  ],
])("refuses %s", (_, added, message) => {
  expect(freeTierProblems([...whole, added])).toEqual([message]);
});

test("refuses a shape that costs", () => {
  expect(freeTierProblems([instance(), instance({ shape: "VM.Standard.E5.Flex" })])).toEqual([
    "Not free: stack/oci_core_instance has the shape VM.Standard.E5.Flex: use VM.Standard.A1.Flex.",
  ]);
});
