import { ref, resource, resources, synthesise } from "./synthesise";

const { network, platform } = synthesise();
const anywhere = { source: "0.0.0.0/0", source_type: "CIDR_BLOCK" };

/** The ingress rules of a security group, by port. */
function ingress(group: string, stack = network) {
  return Object.entries(stack.resource?.oci_core_network_security_group_security_rule ?? {})
    .filter(([id, rule]) => id.startsWith(`security_${group}_`) && rule.direction === "INGRESS")
    .map(([, rule]) => rule);
}

const tcp = (port: number) => ({ protocol: "6", tcp_options: { destination_port_range: { min: port, max: port } } });

test("snapshot", () => expect(network).toMatchSnapshot());

describe("virtual network", () => {
  test("has a way out by public addresses, since a free account has no NAT gateway", () => {
    expect(resource(network, "oci_core_route_table")).toMatchObject({
      route_rules: [{ destination: "0.0.0.0/0", destination_type: "CIDR_BLOCK" }],
    });
    expect(resource(network, "oci_core_subnet")).toMatchObject({ prohibit_public_ip_on_vnic: false });
    expect(network.resource).not.toHaveProperty("oci_core_nat_gateway");
  });

  test("reduces the default security list, which lets SSH in, to ICMP for path MTU discovery", () => {
    const list = resource(network, "oci_core_default_security_list");
    expect(list).not.toHaveProperty("egress_security_rules");
    expect(list).toMatchObject({
      ingress_security_rules: [
        { protocol: "1", source: "0.0.0.0/0", icmp_options: { type: 3, code: 4 } },
        { protocol: "1", source: "10.0.0.0/16", icmp_options: { type: 3 } },
      ],
    });
  });
});

describe("security groups", () => {
  test("let clients reach the nodes as themselves, since the load balancer preserves their addresses", () => {
    for (const group of ["ingress", "load-balancer"]) {
      expect(ingress(group)).toEqual(expect.arrayContaining([expect.objectContaining({ ...tcp(80), ...anywhere })]));
      expect(ingress(group)).toEqual(expect.arrayContaining([expect.objectContaining({ ...tcp(443), ...anywhere })]));
    }
    for (const rule of ingress("nodes")) expect(rule).not.toMatchObject(anywhere);
  });

  test("open nothing but 80 and 443 to anyone", () => {
    const rules = resources(network, "oci_core_network_security_group_security_rule");
    const open = rules.filter(({ direction, source }) => direction === "INGRESS" && source === "0.0.0.0/0");
    expect(open).toHaveLength(4);
    for (const rule of open) {
      expect([tcp(80), tcp(443)]).toContainEqual({ protocol: rule.protocol, tcp_options: rule.tcp_options });
    }
  });

  test("open the API to administrators, nodes and health checks, on node and load balancer alike", () => {
    expect(ingress("control-plane").map(({ source }) => source)).toEqual([
      ref("var.admin_cidr"),
      expect.stringContaining("security_nodes_group"),
      expect.stringContaining("security_load-balancer_group"),
    ]);
    expect(ingress("load-balancer").filter((rule) => rule.source === ref("var.admin_cidr"))).toEqual([
      expect.objectContaining(tcp(6443)),
    ]);
  });

  test("open between nodes what k3s, flannel and Prometheus need, and no port of etcd, which has one member", () => {
    const between = ["nodes", "control-plane"].flatMap((group) =>
      ingress(group).filter(({ source }) => String(source).includes("security_nodes_group")),
    );
    const udp = { protocol: "17", udp_options: { destination_port_range: { min: 8472, max: 8472 } } };
    expect(between.map(({ protocol, tcp_options, udp_options }) => ({ protocol, tcp_options, udp_options }))).toEqual([
      udp,
      tcp(10250),
      tcp(9100),
      tcp(6443),
    ]);
  });

  test("let Prometheus reach on the other node what its network policy lets it reach on nodes", () => {
    const policies = Object.entries(platform.resource?.kubernetes_network_policy_v1 ?? {});
    const [, policy] = policies.find(([id]) => id.startsWith("monitoring-network_nodes_")) ?? [];
    const ports = [...JSON.stringify(policy).matchAll(/"port":"(\d+)"/g)].map(([, port]) => Number(port));
    expect(ports).toEqual([9100, 10250]);
    for (const port of ports) {
      expect(ingress("nodes")).toContainEqual(
        expect.objectContaining({ ...tcp(port), source: expect.stringContaining("security_nodes_group") }),
      );
    }
  });

  test("let every group out, since a group without an egress rule lets nothing out", () => {
    const egress = resources(network, "oci_core_network_security_group_security_rule").filter(
      ({ direction }) => direction === "EGRESS",
    );
    expect(egress).toHaveLength(resources(network, "oci_core_network_security_group").length);
  });

  test("open SSH only when there is a key, and only to administrators", () => {
    const rule = expect.objectContaining(tcp(22));
    expect(ingress("nodes")).not.toContainEqual(rule);
    const { network: withKey } = synthesise({
      oci: { adminCidrs: ["203.0.113.7/32"], sshPublicKey: "ssh-ed25519 AAAA" },
    });
    expect(ingress("nodes", withKey)).toContainEqual(expect.objectContaining({ ...tcp(22), source: "203.0.113.7/32" }));
    expect(withKey.variable).not.toHaveProperty("admin_cidr");
  });
});

describe("load balancer", () => {
  test("has the one reserved address, and leaves alone to what it is assigned", () => {
    expect(resource(network, "oci_core_public_ip")).toMatchObject({
      lifetime: "RESERVED",
      lifecycle: { ignore_changes: ["private_ip_id"] },
    });
    expect(resource(network, "oci_network_load_balancer_network_load_balancer")).toMatchObject({
      is_private: false,
      is_preserve_source_destination: false,
      reserved_ips: [{ id: expect.stringContaining("oci_core_public_ip.ingress_address") }],
      network_security_group_ids: [expect.stringContaining("security_load-balancer_group")],
    });
  });

  test.each([
    ["http", 80],
    ["https", 443],
    ["api", 6443],
  ])("serves %s on %i and preserves the client's address", (name, port) => {
    expect(resource(network, "oci_network_load_balancer_listener", `ingress_${name}-`)).toMatchObject({ port });
    expect(resource(network, "oci_network_load_balancer_backend_set", `ingress_${name}-`)).toMatchObject({
      is_preserve_source: true,
      health_checker: { protocol: "TCP", port },
    });
  });
});

describe("backups", () => {
  test("are private and keep versions", () => {
    expect(resource(network, "oci_objectstorage_bucket")).toMatchObject({
      access_type: "NoPublicAccess",
      versioning: "Enabled",
    });
  });

  test("are deleted by age, old versions too, by one policy that waits for its permission", () => {
    expect(resource(network, "oci_objectstorage_object_lifecycle_policy")).toMatchObject({
      rules: [
        { action: "DELETE", target: "objects", time_amount: "14", time_unit: "DAYS" },
        { action: "DELETE", target: "previous-object-versions", time_amount: "14", time_unit: "DAYS" },
        { action: "ABORT", target: "multipart-uploads", time_amount: "1", time_unit: "DAYS" },
      ],
      depends_on: [expect.stringContaining("oci_identity_policy.backups_access")],
    });
  });

  test("can be written by the compartment's machines, not deleted, and nothing else", () => {
    const { statements } = resource(network, "oci_identity_policy");
    const compartment = `compartment id ${ref("oci_identity_compartment.compartment.id")}`;
    const group = `dynamic-group ${ref("oci_identity_dynamic_group.backups_machines_D0FEC21B.name")}`;
    expect(statements).toEqual([
      `Allow ${group} to read buckets in ${compartment} where target.bucket.name = 'freehold-backups'`,
      `Allow ${group} to manage objects in ${compartment} where all {target.bucket.name = 'freehold-backups', any {request.permission = 'OBJECT_INSPECT', request.permission = 'OBJECT_READ', request.permission = 'OBJECT_CREATE'}}`,
      `Allow service objectstorage-${ref("var.region")} to manage object-family in ${compartment}`,
    ]);
    expect(resource(network, "oci_identity_dynamic_group")).toMatchObject({
      compartment_id: ref("var.tenancy_ocid"),
      matching_rule: `All {instance.compartment.id = '${ref("oci_identity_compartment.compartment.id")}'}`,
    });
  });
});

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
      targets: [ref("oci_identity_compartment.compartment.id")],
    });
  });

  test("refuses all cores but two of A1, in a domain and in the region, in one quota", () => {
    const where = `in compartment ${ref("oci_identity_compartment.compartment.name")}`;
    const { statements } = resource(network, "oci_limits_quota");
    // A later statement of a policy wins, so what is refused comes first.
    expect(Array.isArray(statements) && statements.slice(0, 6)).toEqual([
      `zero compute-core quotas ${where}`,
      `zero compute-memory quotas ${where}`,
      `set compute-core quota standard-a1-core-count to 2 ${where}`,
      `set compute-core quota standard-a1-core-regional-count to 2 ${where}`,
      `set compute-memory quota standard-a1-memory-count to 12 ${where}`,
      `set compute-memory quota standard-a1-memory-regional-count to 12 ${where}`,
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

test("tags everything that can have tags", () => {
  const untaggable = [
    "oci_core_network_security_group_security_rule",
    "oci_network_load_balancer_backend_set",
    "oci_network_load_balancer_listener",
    "oci_objectstorage_object_lifecycle_policy",
  ];
  const untagged = Object.entries(network.resource ?? {})
    .filter(([, instances]) => Object.values(instances).some((instance) => instance.freeform_tags === undefined))
    .map(([type]) => type);
  expect(untagged.sort()).toEqual(untaggable);
  const tags = Object.values(network.resource ?? {}).flatMap((instances) =>
    Object.values(instances).flatMap(({ freeform_tags }) => freeform_tags ?? []),
  );
  expect(tags.length).toBeGreaterThan(10);
  for (const tag of tags) expect(tag).toEqual({ project: "freehold", stack: "network" });
});
