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

describe("virtual network", () => {
  test("has a way out by public addresses, since a free account has no NAT gateway", () => {
    expect(resource(network, "oci_core_route_table")).toMatchObject({
      route_rules: [
        {
          destination: "0.0.0.0/0",
          destination_type: "CIDR_BLOCK",
          network_entity_id: expect.stringContaining("oci_core_internet_gateway.virtual-network_internet-gateway"),
        },
      ],
    });
    expect(resource(network, "oci_core_subnet")).toMatchObject({ prohibit_public_ip_on_vnic: false });
    expect(network.resource).not.toHaveProperty("oci_core_nat_gateway");
  });

  test("reduces the default security list, which lets SSH in, to ICMP for path MTU discovery", () => {
    const list = resource(network, "oci_core_default_security_list");
    const defaultList = expect.stringMatching(/^\$\{oci_core_vcn\.\S+\.default_security_list_id\}$/);
    expect(list.manage_default_resource_id).toEqual(defaultList);
    expect(resource(network, "oci_core_subnet").security_list_ids).toEqual([defaultList]);
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
    expect(resource(network, "oci_network_load_balancer_listener", `ingress_${name}-`)).toMatchObject({
      port,
      default_backend_set_name: expect.stringContaining(`ingress_${name}-backends`),
    });
    expect(resource(network, "oci_network_load_balancer_backend_set", `ingress_${name}-`)).toMatchObject({
      is_preserve_source: true,
      policy: "FIVE_TUPLE",
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

test("the children of the load balancer are made one after the other: it takes one change at a time", () => {
  const types = ["oci_network_load_balancer_backend_set", "oci_network_load_balancer_listener"];
  const children = types.flatMap((type) =>
    Object.entries(network.resource?.[type] ?? {}).map(([name, { depends_on }]) => [`${type}.${name}`, depends_on]),
  );
  expect(children).toHaveLength(6);
  // Each waits for one other, no two for the same, and the first for the load balancer.
  const waitedFor = children.map(([, dependsOn]) => String(dependsOn));
  expect(new Set(waitedFor).size).toBe(6);
  expect(
    waitedFor.filter((address) => address.startsWith("oci_network_load_balancer_network_load_balancer.")),
  ).toHaveLength(1);
});
