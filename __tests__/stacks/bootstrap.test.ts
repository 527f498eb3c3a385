import { readdirSync } from "node:fs";
import { ref, resource, resources, type Synthesised, synthesise } from "./synthesise";

const { bootstrap } = synthesise();

/** The expression that makes a node's user data. */
function userData(role: "server" | "agent", stack: Synthesised = bootstrap): string {
  const [expression] = Object.entries(stack.locals ?? {}).find(([name]) => name.startsWith(`${role}_`)) ?? [];
  return String(stack.locals?.[expression ?? ""]);
}

test("snapshot", () => expect(bootstrap).toMatchSnapshot());

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

describe("administrator", () => {
  test("is signed by the client authority, for a month, and renews before its end", () => {
    expect(resource(bootstrap, "tls_cert_request")).toMatchObject({
      subject: [{ common_name: "freehold-admin", organization: "system:masters" }],
    });
    expect(resource(bootstrap, "tls_locally_signed_cert")).toMatchObject({
      ca_cert_pem: expect.stringContaining("identity_client-ca_certificate"),
      ca_private_key_pem: expect.stringContaining("identity_client-ca_key"),
      allowed_uses: ["digital_signature", "client_auth"],
      validity_period_hours: 720,
      early_renewal_hours: 240,
    });
  });

  test("has a kubeconfig that trusts the server authority, and is not shown", () => {
    const { value, sensitive } = bootstrap.output?.kubeconfig ?? {};
    expect(sensitive).toBe(true);
    expect(value).toMatch(
      /"certificate-authority-data" = base64encode\(tls_self_signed_cert\.identity_server-ca_certificate_\w+\.cert_pem\)/,
    );
    expect(value).toMatch(/"server" = "https:\/\/\$\{data\.terraform_remote_state\.[^}]*ingress_address[^}]*\}:6443"/);
  });
});

describe("user data", () => {
  test("puts every file of cloud-init/ on both nodes", () => {
    for (const file of readdirSync("cloud-init")) {
      expect(userData("server")).toContain(`/${file}")`);
      expect(userData("agent")).toContain(`/${file}")`);
    }
  });

  test("places all authorities where k3s looks before its first start, on the server alone", () => {
    const tls = "/var/lib/rancher/k3s/server/tls/";
    const names = ["server-ca", "client-ca", "request-header-ca", "etcd/peer-ca", "etcd/server-ca"];
    for (const file of [...names.flatMap((name) => [`${name}.crt`, `${name}.key`]), "service.key"]) {
      expect(userData("server")).toContain(`{"path" = "${tls}${file}", "permissions" = "0600", "encoding" = "b64"`);
    }
    expect(userData("agent")).not.toContain(tls);
    expect(userData("agent")).not.toContain("private_key_pem");
  });

  test("lets the agent join with a token that pins the server's authority, and admits no server", () => {
    expect(userData("agent")).toMatch(
      /join\("", \["K10", sha256\(tls_self_signed_cert\.identity_server-ca_\w+\.cert_pem\), "::node:", random_password\.identity_agent-token_\w+\.result\]\)/,
    );
    expect(userData("agent")).not.toContain("server-token");
  });

  test("names the load balancer and the domain in the server's certificate", () => {
    const { bootstrap: withDomain } = synthesise({ cluster: { domain: "tasks.example.org" } });
    expect(userData("server", withDomain)).toMatch(
      /"TLS_SANS='", join\(" ", \[data\.terraform_remote_state\.[\w.-]*ingress_address\w*, "tasks\.example\.org"\]\)/,
    );
  });

  test("gives the kubelet the reservations that the ledger counts with, and every eviction threshold", () => {
    expect(userData("server")).toContain(`"KUBE_RESERVED='", "cpu=250m,memory=1536Mi"`);
    expect(userData("agent")).toContain(`"KUBE_RESERVED='", "cpu=100m,memory=384Mi"`);
    expect(userData("server")).toContain(`"memory.available<250Mi,nodefs.available<10%,imagefs.available<10%"`);
  });

  test("joins the agent to the server's private address, since a load balancer does not hairpin", () => {
    expect(userData("agent")).toContain(`"SERVER_IP='", "10.0.0.10"`);
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
