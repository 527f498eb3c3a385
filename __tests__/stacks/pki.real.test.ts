import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { parse } from "yaml";
import { z } from "zod";
import { fileOf, renderBootstrap } from "../../scripts/rehearse/stacks/render-bootstrap";
import { Sandbox } from "../cloud-init/sandbox";
import { kubernetesClient, type RunningApiServer, startApiServer } from "../helpers/kube-apiserver";
import { describeReal } from "../helpers/real";
import { resource, synthesise } from "./synthesise";

const stacks = synthesise();
const tls = "/var/lib/rancher/k3s/server/tls";
let rendered: Awaited<ReturnType<typeof renderBootstrap>>;
let machine: Sandbox;

beforeAll(async () => {
  rendered = await renderBootstrap(stacks.bootstrap, { loadBalancerIp: "127.0.0.1" });
  machine = new Sandbox().install(rendered.server);
  const { status, output } = machine.run("/opt/freehold/configure-k3s.sh");
  if (status !== 0) throw new Error(output);
  for (const client of ["admin", "deployer"] as const) {
    const { certificate, key } = clientOf(rendered.output(client === "admin" ? "kubeconfig" : "deployer_kubeconfig"));
    machine.write(`/${client}.crt`, certificate);
    machine.write(`/${client}.key`, key);
  }
});
afterAll(() => machine.remove());

const userSchema = z.object({
  users: z.tuple([
    z.object({ user: z.object({ "client-certificate-data": z.string(), "client-key-data": z.string() }) }),
  ]),
});
function clientOf(kubeconfig: string): { certificate: string; key: string } {
  const [{ user }] = userSchema.parse(parse(kubeconfig)).users;
  const text = (data: string) => Buffer.from(data, "base64").toString();
  return { certificate: text(user["client-certificate-data"]), key: text(user["client-key-data"]) };
}

const openssl = (...args: string[]): string => execFileSync("openssl", args, { encoding: "utf8", stdio: "pipe" });
const describeCertificate = (file: string): string => openssl("x509", "-noout", "-text", "-in", machine.path(file));

describe("the authorities, as openssl reads them", () => {
  test.each(["server-ca", "client-ca", "request-header-ca", "etcd/peer-ca", "etcd/server-ca"])("%s", (name) => {
    const file = `${tls}/${name}.crt`;
    const text = describeCertificate(file);
    expect(text).toMatch(/X509v3 Basic Constraints: critical\s+CA:TRUE/);
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Digital Signature, Key Encipherment, Certificate Sign\n/);
    expect(text).toMatch(/X509v3 Subject Key Identifier/);
    expect(openssl("verify", "-x509_strict", "-CAfile", machine.path(file), machine.path(file))).toMatch(/OK\n$/);
    const publicKey = openssl("pkey", "-pubout", "-in", machine.path(`${tls}/${name}.key`));
    expect(openssl("x509", "-noout", "-pubkey", "-in", machine.path(file))).toBe(publicKey);
  });

  test("service.key is RSA in the form that k3s reads", () => {
    expect(machine.read(`${tls}/service.key`)).toMatch(/^-----BEGIN RSA PRIVATE KEY-----/);
    expect(openssl("rsa", "-check", "-noout", "-in", machine.path(`${tls}/service.key`))).toContain("RSA key ok");
  });

  test("the agent's token pins the server authority by the hash of its file, byte by byte", () => {
    const [hash] = openssl("dgst", "-sha256", "-r", machine.path(`${tls}/server-ca.crt`)).split(" ");
    expect(fileOf(rendered.agent, "/etc/freehold/token")).toMatch(new RegExp(`^K10${hash}::node:`));
    expect(hash).toBe(
      createHash("sha256")
        .update(machine.read(`${tls}/server-ca.crt`))
        .digest("hex"),
    );
  });
});

describe.each([
  ["admin", /Subject: O ?= ?system:masters, CN ?= ?freehold-admin\n/],
  ["deployer", /Subject: O ?= ?freehold-deployers, CN ?= ?freehold-deployer\n/],
])("the certificate of the %s", (client, subject) => {
  test("is a client's and nothing else", () => {
    const text = describeCertificate(`/${client}.crt`);
    expect(text).toMatch(subject);
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Digital Signature\n/);
    expect(text).toMatch(/X509v3 Extended Key Usage:\s+TLS Web Client Authentication\n/);
    expect(text).not.toContain("CA:TRUE");
  });

  test("is signed by the client authority and by no other", () => {
    const verify = (authority: string) =>
      openssl(
        ...["verify", "-x509_strict", "-purpose", "sslclient"],
        ...["-CAfile", machine.path(`${tls}/${authority}.crt`), machine.path(`/${client}.crt`)],
      );
    expect(verify("client-ca")).toMatch(/OK\n$/);
    for (const other of ["server-ca", "request-header-ca", "etcd/server-ca"]) expect(() => verify(other)).toThrow();
  });
});

const reviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) });

describeReal("a kube-apiserver with the files and arguments of the server", ["kube-apiserver", "etcd"], (programs) => {
  let server: RunningApiServer;
  const as = (kubeconfig: string, from = rendered) => kubernetesClient(from.output(kubeconfig), server.port);

  beforeAll(async () => {
    server = await startApiServer(programs, machine, async (port) => {
      const admin = kubernetesClient(rendered.output("kubeconfig"), port);
      return (await admin.call("GET", "/readyz")).status === 200;
    });
    for (const name of ["freehold", "open"]) {
      const labels = name === "open" ? { "pod-security.kubernetes.io/enforce": "privileged" } : {};
      await as("kubeconfig").call("POST", "/api/v1/namespaces", { metadata: { name, labels } });
    }
  });
  afterAll(() => server.stop());

  test("knows the administrator by the kubeconfig", async () => {
    const answer = await as("kubeconfig").call("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", {
      kind: "SelfSubjectReview",
      apiVersion: "authentication.k8s.io/v1",
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        status: { userInfo: { username: "freehold-admin", groups: ["system:masters", "system:authenticated"] } },
      },
    });
  });

  test("refuses a certificate of another authority, for the same name", async () => {
    const other = await renderBootstrap(stacks.bootstrap, { loadBalancerIp: "127.0.0.1" });
    const stranger = rendered
      .output("kubeconfig")
      .replace(
        /(client-certificate-data": ")[^"]*/,
        (_all, key) => `${key}${Buffer.from(clientOf(other.output("kubeconfig")).certificate).toString("base64")}`,
      )
      .replace(
        /(client-key-data": ")[^"]*/,
        (_all, key) => `${key}${Buffer.from(clientOf(other.output("kubeconfig")).key).toString("base64")}`,
      );
    expect(await kubernetesClient(stranger, server.port).call("GET", "/api")).toMatchObject({ status: 401 });
    // And a client of another cluster does not take this server for its own.
    await expect(as("kubeconfig", other).call("GET", "/api")).rejects.toThrow(/certificate/);
  });

  test("lets the pipeline do nothing before its role is there", async () => {
    const answer = await as("deployer_kubeconfig").call("GET", "/apis/apps/v1/namespaces/freehold/deployments");
    expect(answer).toMatchObject({ status: 403 });
  });

  describe("with the role of the platform stack", () => {
    const base = "/apis/rbac.authorization.k8s.io/v1/namespaces/freehold";
    const typed = (type: string) => camelCased(resource(stacks.platform, type, "deployer-role"));
    const roleSchema = z.object({ metadata: z.object({ name: z.string() }), rule: z.array(z.unknown()) });
    const bindingSchema = z.object({ roleRef: z.object({ kind: z.string() }), subject: z.array(z.unknown()) });

    beforeAll(async () => {
      const { metadata, rule } = roleSchema.parse(typed("kubernetes_role_v1"));
      const { name } = metadata;
      const { roleRef, subject } = bindingSchema.parse(typed("kubernetes_role_binding_v1"));
      const made = [
        await as("kubeconfig").call("POST", `${base}/roles`, { metadata: { name }, rules: rule }),
        await as("kubeconfig").call("POST", `${base}/rolebindings`, {
          metadata: { name },
          // The stack refers to the role by its resource.
          roleRef: { ...roleRef, name },
          subjects: subject,
        }),
      ];
      expect(made.map(({ status }) => status)).toEqual([201, 201]);
    });

    const allowed = async (verb: string, what: string, namespace = "freehold") => {
      const [group = "", kind = ""] = what.includes(".") ? what.split(".") : ["", what];
      const [name, subresource] = kind.split("/");
      const answer = await as("deployer_kubeconfig").call(
        "POST",
        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        {
          kind: "SelfSubjectAccessReview",
          apiVersion: "authorization.k8s.io/v1",
          spec: {
            resourceAttributes: {
              namespace,
              verb,
              group: group === "rbac" ? "rbac.authorization.k8s.io" : group,
              resource: name,
              subresource,
            },
          },
        },
      );
      return reviewSchema.parse(answer.body).status.allowed;
    };

    test.each([
      ["patch", "apps.deployments"],
      ["create", "apps.deployments"],
      ["watch", "apps.deployments"],
      ["list", "apps.replicasets"],
      ["create", "batch.jobs"],
      ["delete", "batch.jobs"],
      ["list", "pods"],
      ["get", "pods/log"],
      ["list", "events"],
    ])("the pipeline may %s %s", async (verb, what) => expect(await allowed(verb, what)).toBe(true));

    test.each([
      ["get", "secrets"],
      ["list", "secrets"],
      ["create", "pods"],
      ["create", "pods/exec"],
      ["delete", "apps.deployments"],
      ["create", "rbac.rolebindings"],
      ["bind", "rbac.roles"],
      ["create", "serviceaccounts/token"],
      ["impersonate", "users"],
    ])("the pipeline may not %s %s", async (verb, what) => expect(await allowed(verb, what)).toBe(false));

    test.each(["kube-system", "dapr-system", "default", ""])("nothing in the namespace '%s'", async (namespace) => {
      expect(await allowed("patch", "apps.deployments", namespace)).toBe(false);
      expect(await allowed("list", "pods", namespace)).toBe(false);
    });

    test("the pipeline sets an image", async () => {
      const deployments = "/apis/apps/v1/namespaces/freehold/deployments";
      const container = { name: "main", image: "example.org/image:1" };
      const labels = { app: "backend" };
      const made = await as("deployer_kubeconfig").call("POST", deployments, {
        metadata: { name: "backend" },
        spec: {
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [container] } },
        },
      });
      expect(made.status).toBe(201);
      const patched = await as("deployer_kubeconfig").call(
        "PATCH",
        `${deployments}/backend`,
        { spec: { template: { spec: { containers: [{ ...container, image: "example.org/image:2" }] } } } },
        "application/strategic-merge-patch+json",
      );
      expect(patched).toMatchObject({
        status: 200,
        body: { spec: { template: { spec: { containers: [{ image: "example.org/image:2" }] } } } },
      });
    });
  });

  const pod = (name: string) => ({
    metadata: { name },
    spec: { containers: [{ name: "main", image: "example.org/image:1", securityContext: { privileged: true } }] },
  });

  test("admits no privileged pod where a namespace says nothing, but in kube-system and by a label", async () => {
    const create = (namespace: string) =>
      as("kubeconfig").call("POST", `/api/v1/namespaces/${namespace}/pods`, pod("p"));
    expect(await create("default")).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('violates PodSecurity "restricted:latest"') },
    });
    expect((await create("kube-system")).status).toBe(201);
    expect((await create("open")).status).toBe(201);
  });

  test("writes who touched a secret to the audit log, and never what is in it", async () => {
    const value = Buffer.from("a secret value").toString("base64");
    const secret = { metadata: { name: "audited" }, data: { value } };
    expect((await as("kubeconfig").call("POST", "/api/v1/namespaces/freehold/secrets", secret)).status).toBe(201);
    await as("kubeconfig").call("GET", "/api/v1/namespaces/freehold/secrets/audited");
    const log = machine.read("/var/lib/rancher/k3s/server/logs/audit.log");
    const verbs = log.split("\n").filter((line) => line.includes('"name":"audited"'));
    expect(verbs.map((line) => z.object({ verb: z.string() }).parse(JSON.parse(line)).verb)).toEqual(["create", "get"]);
    expect(log).not.toContain(value);
    expect(log).not.toContain('"resource":"leases"');
  });
});

/** A typed resource in Kubernetes' own names. */
function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key.replace(/_(\w)/g, (_all, letter) => letter.toUpperCase()),
      camelCased(child),
    ]),
  );
}
