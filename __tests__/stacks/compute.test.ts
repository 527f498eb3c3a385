import { ref, resource, resources, synthesise } from "./synthesise";

const { compute } = synthesise();
const imageId = ref("coalesce(var.ubuntu_image_ocid, one(data.oci_core_images.ubuntu-images[*].images[0].id))");

describe.each([
  ["server", "10.0.0.10"],
  ["agent", "10.0.0.11"],
])("%s", (role, privateIp) => {
  const instance = resource(compute, "oci_core_instance", role);

  test("is of the free shape and size", () => {
    expect(instance).toMatchObject({
      shape: "VM.Standard.A1.Flex",
      shape_config: { ocpus: 1, memory_in_gbs: 6 },
      source_details: { source_type: "image", source_id: imageId, boot_volume_size_in_gbs: "50" },
      availability_domain: expect.stringMatching(
        new RegExp(
          `^\\$\\{coalesce\\(var\\.${role}_availability_domain, one\\(data\\.oci_identity_availability_domains\\.${role}-placement_domains_\\w+\\[\\*\\]\\.availability_domains\\[0\\]\\.name\\)\\)\\}$`,
        ),
      ),
    });
  });

  test("is replaced by no plan: not for new user data, not for a newer image, not for another domain", () => {
    expect(instance).toMatchObject({
      lifecycle: { ignore_changes: ["metadata", "source_details[0].source_id", "availability_domain"] },
    });
  });

  test("is started again by Oracle when its host fails", () => {
    expect(instance).toMatchObject({ availability_config: { recovery_action: "RESTORE_INSTANCE" } });
  });

  test("answers no legacy metadata requests, and encrypts what goes to its disk", () => {
    expect(instance).toMatchObject({
      instance_options: { are_legacy_imds_endpoints_disabled: true },
      is_pv_encryption_in_transit_enabled: true,
    });
  });

  test("has a fixed private address, a public one to reach the internet from, and its security groups", () => {
    const group = (name: string) => expect.stringContaining(`security_${name}_group`);
    expect(instance).toMatchObject({
      create_vnic_details: {
        private_ip: privateIp,
        assign_public_ip: "true",
        nsg_ids: role === "server" ? [group("nodes"), group("control-plane"), group("ingress")] : [group("nodes")],
      },
    });
  });

  test("starts with the user data of its role, and without a key for SSH", () => {
    expect(instance.metadata).toEqual({
      ...(role === "server" ? { freehold_restore: ref("var.restore_snapshot") } : {}),
      user_data: expect.stringContaining(`-output-local${role}_user-data`),
    });
  });

  test("shows no secret in a plan, though Terraform forgets what is sensitive in another stack's state", () => {
    expect(instance.metadata).toMatchObject({ user_data: expect.stringMatching(/^\$\{sensitive\([^()]+\)\}$/) });
  });
});

test("a key for SSH is handed to both machines", () => {
  const { compute: withKey } = synthesise({ oci: { sshPublicKey: "ssh-ed25519 AAAA" } });
  for (const { metadata } of resources(withKey, "oci_core_instance")) {
    expect(metadata).toMatchObject({ ssh_authorized_keys: "ssh-ed25519 AAAA" });
  }
});

test("the server, where Traefik runs, serves clients, by the machine's id; the agent would hide their addresses", () => {
  const backends = Object.entries(compute.resource?.oci_network_load_balancer_backend ?? {});
  expect(backends.map(([id, { port }]) => [id.split("_").slice(0, 2).join(" "), port])).toEqual([
    ["server api", 6443],
    ["server http", 80],
    ["server https", 443],
  ]);
  for (const [id, { target_id, backend_set_name }] of backends) {
    expect(backend_set_name).toContain(`ingress_${id.split("_")[1]}-backends`);
    expect(target_id).toMatch(new RegExp(`oci_core_instance\\.${id.split("_")[0]}_instance`));
  }
});

test("image and domains are looked up unless they are named, by a format that catches a mistake", () => {
  const names = ["agent_availability_domain", "server_availability_domain", "ubuntu_image_ocid"];
  expect(Object.keys(compute.variable ?? {}).sort()).toEqual([...names, "region", "restore_snapshot"].sort());
  for (const name of names) {
    expect(compute.variable?.[name]).toMatchObject({ default: "", nullable: false, validation: [expect.anything()] });
  }
  const lookups = Object.values(compute.data ?? {})
    .flatMap((blocks) => Object.values(blocks))
    .filter(({ count }) => count);
  expect(lookups.map(({ count }) => count).sort()).toEqual(names.map((name) => ref(`var.${name} == "" ? 1 : 0`)));
});

test("the newest image for the shape is taken, and a region without one says what to set", () => {
  expect(compute.data?.oci_core_images?.["ubuntu-images"]).toMatchObject({
    operating_system: "Canonical Ubuntu",
    operating_system_version: "24.04",
    shape: "VM.Standard.A1.Flex",
    state: "AVAILABLE",
    sort_by: "TIMECREATED",
    sort_order: "DESC",
    lifecycle: {
      postcondition: [
        {
          condition: ref("length(self.images) > 0"),
          error_message: expect.stringContaining("TF_VAR_ubuntu_image_ocid"),
        },
      ],
    },
  });
});

test("a new server begins empty, unless a snapshot is named", () => {
  expect(compute.variable?.restore_snapshot).toMatchObject({ default: "none", nullable: false });
});

describe("the wait for the cluster", () => {
  const wait = resource(compute, "terraform_data", "cluster-ready");

  test("comes after the machines and their places behind the load balancer, and again for a new machine", () => {
    expect(wait.triggers_replace).toEqual({
      server: expect.stringMatching(/oci_core_instance\.server_instance_\w+\.id/),
      agent: expect.stringMatching(/oci_core_instance\.agent_instance_\w+\.id/),
    });
    const backends = Object.keys(compute.resource?.oci_network_load_balancer_backend ?? {});
    expect([...(wait.depends_on as string[])].sort()).toEqual(
      backends.map((id) => `oci_network_load_balancer_backend.${id}`),
    );
  });

  test("is a script of ours, given the ages of the machines and no secret, so that Terraform shows what it says", () => {
    const madeAt = (role: string) =>
      expect.stringMatching(new RegExp(`^\\$\\{oci_core_instance\\.${role}_instance_\\w+\\.time_created\\}$`));
    expect(wait.provisioner).toEqual([
      {
        "local-exec": {
          command: "npx --no-install tsx scripts/wait-for-cluster.ts",
          environment: { SERVER_MADE_AT: madeAt("server"), AGENT_MADE_AT: madeAt("agent") },
          working_dir: "../../..",
        },
      },
    ]);
  });

  test("must succeed before the output says so", () => {
    expect(compute.output?.api_ready?.value).toMatch(/^\$\{terraform_data\.cluster-ready_wait_\w+\.output\.message\}$/);
  });
});

test("the server takes its places behind the load balancer one after the other", () => {
  const backends = resources(compute, "oci_network_load_balancer_backend").map(({ depends_on }) => String(depends_on));
  expect(backends).toHaveLength(3);
  expect(new Set(backends).size).toBe(3);
  expect(backends.filter((address) => address === "")).toHaveLength(1);
});
