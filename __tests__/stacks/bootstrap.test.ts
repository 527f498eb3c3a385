import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { fileOf, renderBootstrap } from "../../scripts/rehearse/stacks/render-bootstrap";
import { type NodeRole, nodeRoles } from "../../services/contracts/node-role";
import { defineConfig } from "../../stacks/config";
import { capacity } from "../../stacks/ledger/capacity";
import { ref, resource, resources, synthesise } from "./synthesise";

const { bootstrap } = synthesise();
type Rendered = Awaited<ReturnType<typeof renderBootstrap>>;
let rendered: Rendered;
beforeAll(async () => {
  rendered = await renderBootstrap(bootstrap);
});

/** The values that the scripts on a machine read. */
const variables = (role: NodeRole, from: Rendered = rendered): Record<string, string> =>
  Object.fromEntries(
    [...fileOf(from[role], "/etc/freehold/node.env").matchAll(/^(\w+)='(.*)'$/gm)].map(([, name, value]) => [
      name,
      value,
    ]),
  );

describe("certificate authorities", () => {
  test("are one for each purpose, each with a name of its own, and sign certificates", () => {
    const authorities = resources(bootstrap, "tls_self_signed_cert");
    expect(authorities.map(({ subject }) => subject)).toEqual(
      ["client", "etcd-peer", "etcd-server", "request-header", "server"].map((purpose) => [
        { common_name: `k3s-${purpose}-ca` },
      ]),
    );
    for (const authority of authorities) {
      expect(authority).toMatchObject({
        is_ca_certificate: true,
        allowed_uses: ["cert_signing", "digital_signature", "key_encipherment"],
        validity_period_hours: 87_600,
      });
    }
  });

  test("never renew, since their keys stand in the user data of machines", () => {
    for (const authority of resources(bootstrap, "tls_self_signed_cert")) {
      expect(authority).not.toHaveProperty("early_renewal_hours");
    }
  });

  test("have keys of the kinds that k3s reads", () => {
    const keys = Object.entries(bootstrap.resource?.tls_private_key ?? {});
    const rsa = keys.filter(([, { algorithm }]) => algorithm === "RSA");
    expect(rsa).toEqual([[expect.stringContaining("service-account-key"), { algorithm: "RSA", rsa_bits: 2048 }]]);
    for (const [, key] of keys.filter(([, { algorithm }]) => algorithm !== "RSA")) {
      expect(key).toEqual({ algorithm: "ECDSA", ecdsa_curve: "P256" });
    }
  });
});

describe.each([
  ["administrator", "admin", "kubeconfig", { common_name: "freehold-admin", organization: "system:masters" }],
  [
    "pipeline",
    "deployer",
    "deployer_kubeconfig",
    { common_name: "freehold-deployer", organization: "freehold-deployers" },
  ],
])("the certificate of the %s", (_who, id, kubeconfig, subject) => {
  test("is signed by the client authority, for a month, and renews before its end", () => {
    expect(resource(bootstrap, "tls_cert_request", `identity_client-ca_${id}`)).toMatchObject({ subject: [subject] });
    expect(resource(bootstrap, "tls_locally_signed_cert", `identity_client-ca_${id}`)).toMatchObject({
      cert_request_pem: expect.stringContaining(`identity_client-ca_${id}-request`),
      ca_cert_pem: expect.stringContaining("identity_client-ca_certificate"),
      ca_private_key_pem: expect.stringContaining("identity_client-ca_key"),
      allowed_uses: ["digital_signature", "client_auth"],
      validity_period_hours: 720,
      early_renewal_hours: 240,
    });
  });

  test("stands in a kubeconfig that trusts the server authority, and is not shown", () => {
    expect(bootstrap.output?.[kubeconfig]?.sensitive).toBe(true);
    expect(parse(rendered.output(kubeconfig))).toMatchObject({
      clusters: [
        {
          cluster: {
            server: "https://203.0.113.9:6443",
            "certificate-authority-data": Buffer.from(
              fileOf(rendered.server, "/var/lib/rancher/k3s/server/tls/server-ca.crt"),
            ).toString("base64"),
          },
        },
      ],
    });
  });

  test("renews without touching a machine: no user data holds it", () => {
    for (const expression of Object.values(bootstrap.locals ?? {})) {
      expect(expression).not.toMatch(/tls_locally_signed_cert|tls_cert_request/);
      expect(expression).not.toContain(`identity_client-ca_${id}-key`);
    }
  });
});

test("the kubeconfigs have names of their own, so that they can be merged, and the pipeline's works on the services", () => {
  expect(parse(rendered.output("kubeconfig"))).toMatchObject({ "current-context": "freehold" });
  expect(parse(rendered.output("deployer_kubeconfig"))).toMatchObject({
    "current-context": "freehold-deployer",
    contexts: [{ context: { cluster: "freehold-deployer", user: "freehold-deployer", namespace: "freehold" } }],
  });
});

describe("user data", () => {
  test.each(nodeRoles)("of the %s stays far below the 32,000 bytes of a machine's metadata", (role) => {
    // An SSH key in the same metadata takes up to 800 bytes, Go's compression may differ by some from this one.
    expect(rendered[role].userData.length).toBeGreaterThan(5_000);
    expect(rendered[role].userData.length).toBeLessThan(28_000);
  });

  test("puts every file of cloud-init/ on both nodes, in its place and as it is", () => {
    for (const role of nodeRoles) {
      const own = rendered[role].files.filter(({ path }) => /^\/(etc\/(?!freehold|rancher\/node)|opt)/.test(path));
      expect(own.length).toBeGreaterThan(20);
      for (const { path, content, mode } of own) {
        expect(content).toBe(readFileSync(`cloud-init${path}`, "utf8"));
        expect(mode).toBe(path.endsWith(".sh") ? 0o755 : 0o644);
      }
    }
  });

  test("places all authorities where k3s looks before its first start, on the server alone, for root alone", () => {
    const tls = "/var/lib/rancher/k3s/server/tls/";
    const names = ["server-ca", "client-ca", "request-header-ca", "etcd/peer-ca", "etcd/server-ca"];
    const expected = [...names.flatMap((name) => [`${name}.crt`, `${name}.key`]), "service.key"];
    const placed = rendered.server.files.filter(({ path }) => path.startsWith(tls));
    expect(placed.map(({ path }) => path.slice(tls.length)).sort()).toEqual(expected.sort());
    for (const { content, mode } of placed) {
      expect(content).toMatch(/^-----BEGIN (CERTIFICATE|EC PRIVATE KEY|RSA PRIVATE KEY)-----\n/);
      expect(mode).toBe(0o600);
    }
    expect(rendered.agent.cloudConfig).not.toContain(tls);
    expect(JSON.stringify(rendered.agent.files)).not.toContain("-----BEGIN");
  });

  test("lets the agent join with a token that pins the server's authority, and admits no server", () => {
    const authority = fileOf(rendered.server, "/var/lib/rancher/k3s/server/tls/server-ca.crt");
    const agentToken = fileOf(rendered.server, "/etc/freehold/agent-token");
    expect(fileOf(rendered.agent, "/etc/freehold/token")).toBe(
      `K10${createHash("sha256").update(authority).digest("hex")}::node:${agentToken}`,
    );
    expect(rendered.agent.cloudConfig).not.toContain(fileOf(rendered.server, "/etc/freehold/token"));
  });

  test("names the load balancer and the domain in the server's certificate", async () => {
    const { bootstrap: stack } = synthesise({ cluster: { domain: "tasks.example.org" } });
    expect(variables("server", await renderBootstrap(stack)).TLS_SANS).toBe("203.0.113.9 tasks.example.org");
  });

  test.each(nodeRoles)("gives the kubelet of the %s the reservations that the ledger counts with", (role) => {
    const node = capacity(defineConfig({}), []).find((candidate) => candidate.node === role);
    const quantity = ({ cpuMillis, memoryMib }: { cpuMillis: number; memoryMib: number }) =>
      `cpu=${cpuMillis}m,memory=${memoryMib}Mi`;
    expect(node && variables(role)).toMatchObject({
      KUBE_RESERVED: node && quantity(node.kubeReserved),
      SYSTEM_RESERVED: node && quantity(node.systemReserved),
      EVICTION_HARD: `memory.available<${node?.eviction.memoryMib}Mi,nodefs.available<10%,imagefs.available<10%`,
    });
  });

  test("joins the agent to the server's private address, since a load balancer does not hairpin", () => {
    expect(variables("agent").SERVER_IP).toBe("10.0.0.10");
  });

  test("gives each node a password of its own, so that a new machine may take the name of an old one", () => {
    const [server, agent] = [rendered.server, rendered.agent].map((data) => fileOf(data, "/etc/rancher/node/password"));
    expect(server).toMatch(/^\w{48}$/);
    expect(server).not.toBe(agent);
  });

  test("names the bucket to the server alone, and hours for maintenance that are apart", () => {
    expect(variables("server")).toMatchObject({ BACKUP_NAMESPACE: "examplens", BACKUP_BUCKET: "freehold-backups" });
    expect(variables("agent")).not.toHaveProperty("BACKUP_BUCKET");
    expect(variables("server").MAINTENANCE_HOUR).not.toBe(variables("agent").MAINTENANCE_HOUR);
  });
});

test("the checksum of k3s is asked for until it is pinned, and must look like one", () => {
  expect(bootstrap.variable?.k3s_sha256).toMatchObject({
    nullable: false,
    validation: [{ condition: ref('can(regex("^([0-9a-f]{64})$", var.k3s_sha256))') }],
  });
});

test("takes fixes of the providers of keys and passwords", () => {
  expect(bootstrap.terraform.required_providers).toMatchObject({
    tls: { version: "~> 4.1" },
    random: { version: "~> 3.7" },
  });
});
