import { ref, resource, synthesise } from "./synthesise";

const { network } = synthesise();

describe("cost guard", () => {
  test("tells of the first cent", () => {
    expect(resource(network, "oci_budget_alert_rule")).toMatchObject({
      type: "ACTUAL",
      threshold: 0.01,
      threshold_type: "ABSOLUTE",
      recipients: ref("var.alert_email"),
    });
    expect(resource(network, "oci_budget_budget")).toMatchObject({
      compartment_id: ref("var.tenancy_ocid"),
      target_type: "COMPARTMENT",
      targets: [ref("oci_identity_compartment.compartment.id")],
    });
  });

  test("refuses what is not free: all cores but two of A1, in a domain and in the region, in one quota", () => {
    const where = `in compartment ${ref("oci_identity_compartment.compartment.name")}`;
    const { statements } = resource(network, "oci_limits_quota");
    // A later statement of a policy wins, so what is refused comes first.
    expect(statements).toEqual([
      `zero compute-core quotas ${where}`,
      `zero compute-memory quotas ${where}`,
      `set compute-core quota standard-a1-core-count to 2 ${where}`,
      `set compute-core quota standard-a1-core-regional-count to 2 ${where}`,
      `set compute-memory quota standard-a1-memory-count to 12 ${where}`,
      `set compute-memory quota standard-a1-memory-regional-count to 12 ${where}`,
      `set block-storage quota total-storage-gb to 200 ${where}`,
      `set block-storage quota backup-count to 5 ${where}`,
      `set object-storage quota storage-bytes to ${20 * 1024 ** 3} ${where}`,
      `set network-load-balancer-api quota max-nlb-flexible-count to 1 ${where}`,
      `zero load-balancer quotas ${where}`,
      `zero database quotas ${where}`,
      `zero filesystem quotas ${where}`,
    ]);
  });

  test("covers the tenancy by choice", () => {
    const { network: everywhere } = synthesise({ budget: { scope: "tenancy", alertEmail: "you@example.org" } });
    expect(resource(everywhere, "oci_budget_budget")).toMatchObject({ targets: [ref("var.tenancy_ocid")] });
    expect(resource(everywhere, "oci_limits_quota").statements).toContain("zero compute-core quotas in tenancy");
    expect(resource(everywhere, "oci_budget_alert_rule")).toMatchObject({ recipients: "you@example.org" });
    expect(everywhere.variable).not.toHaveProperty("alert_email");
  });
});
