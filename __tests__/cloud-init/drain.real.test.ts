import { execFileSync } from "node:child_process";
import { stringify } from "yaml";
import { z } from "zod";
import { renderBootstrap } from "../../scripts/rehearse/stacks/render-bootstrap";
import {
  type KubernetesClient,
  kubernetesClient,
  type RunningApiServer,
  startApiServer,
} from "../helpers/kube-apiserver";
import { describeReal } from "../helpers/real";
import { synthesise } from "../stacks/synthesise";
import { Sandbox } from "./sandbox";

const server = new Sandbox();
const agent = new Sandbox();
const pods = "/api/v1/namespaces/kube-system/pods";
const nodeSchema = z.object({ body: z.object({ spec: z.object({ unschedulable: z.boolean().default(false) }) }) });
const podsSchema = z.object({
  body: z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) }),
});

describeReal("a node that drains itself", ["kube-apiserver", "etcd", "kubectl"], (components) => {
  let api: RunningApiServer;
  let admin: KubernetesClient;
  let node: KubernetesClient;

  beforeAll(async () => {
    const rendered = await renderBootstrap(synthesise().bootstrap, { loadBalancerIp: "127.0.0.1" });
    expect(server.install(rendered.server).run("/opt/freehold/configure-k3s.sh").status).toBe(0);
    const kubeconfig = rendered.output("kubeconfig");
    api = await startApiServer(
      components,
      server,
      async (port) => (await kubernetesClient(kubeconfig, port).call("GET", "/readyz")).status === 200,
    );
    admin = kubernetesClient(kubeconfig, api.port);
    agent.install(rendered.agent).stub("k3s", `shift; HOME=${agent.root} exec ${components.kubectl} "$@"`);
    const nodeKubeconfig = kubeconfigOfNode(api.port);
    agent.write("/var/lib/rancher/k3s/agent/kubelet.kubeconfig", nodeKubeconfig);
    node = kubernetesClient(nodeKubeconfig, api.port);

    for (const name of ["freehold-server", "freehold-agent"]) {
      expect(await admin.call("POST", "/api/v1/nodes", { metadata: { name } })).toMatchObject({ status: 201 });
    }
    for (const body of [
      pod("service", "freehold-agent", "ReplicaSet"),
      pod("job", "freehold-agent", "Job"),
      pod("exporter", "freehold-agent", "DaemonSet"),
      pod("by-hand", "freehold-agent"),
      pod("elsewhere", "freehold-server", "ReplicaSet"),
    ]) {
      expect(await admin.call("POST", pods, body)).toMatchObject({ status: 201 });
    }
  });
  afterAll(async () => {
    await api.stop();
    for (const machine of [server, agent]) machine.remove();
  });

  const isClosed = async (): Promise<boolean> =>
    nodeSchema.parse(await admin.call("GET", "/api/v1/nodes/freehold-agent")).body.spec.unschedulable;
  const running = async (): Promise<string[]> =>
    podsSchema.parse(await admin.call("GET", pods)).body.items.map(({ metadata }) => metadata.name);

  test("closes itself and evicts what is created again elsewhere, with the rights of a kubelet", async () => {
    expect(agent.run("/opt/freehold/drain.sh")).toMatchObject({ status: 0 });
    expect(await isClosed()).toBe(true);
    expect(await running()).toEqual(["by-hand", "elsewhere", "exporter"]);
  });

  test("opens itself again", async () => {
    expect(agent.run("/opt/freehold/uncordon.sh")).toMatchObject({ status: 0 });
    expect(await isClosed()).toBe(false);
  });

  test("leaves closed what somebody else has closed", async () => {
    const close = { spec: { unschedulable: true } };
    await admin.call("PATCH", "/api/v1/nodes/freehold-agent", close, "application/merge-patch+json");
    for (const script of ["drain", "uncordon"]) expect(agent.run(`/opt/freehold/${script}.sh`).status).toBe(0);
    expect(await isClosed()).toBe(true);
  });

  test("can do nothing to the other node", async () => {
    const close = { spec: { unschedulable: true } };
    expect(
      await node.call("PATCH", "/api/v1/nodes/freehold-server", close, "application/merge-patch+json"),
    ).toMatchObject({ status: 403 });
    const eviction = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name: "elsewhere" } };
    expect(await node.call("POST", `${pods}/elsewhere/eviction`, eviction)).toMatchObject({ status: 403 });
  });
});

/** A pod that ends at once when it is told to, as there is no kubelet here to end it. */
function pod(name: string, nodeName: string, owner?: string): object {
  const ownerReferences = owner && [
    { apiVersion: "apps/v1", kind: owner, name, uid: "00000000-0000-0000-0000-000000000001", controller: true },
  ];
  return {
    metadata: { name, ownerReferences },
    spec: { nodeName, terminationGracePeriodSeconds: 0, containers: [{ name, image: "example.org/none" }] },
  };
}

/** What a kubelet authenticates itself with: k3s issues it from the same authority. */
function kubeconfigOfNode(port: number): string {
  const tls = server.path("/var/lib/rancher/k3s/server/tls");
  const [key, certificate] = [agent.path("/client-kubelet.key"), agent.path("/client-kubelet.crt")];
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
      ...["-subj", "/O=system:nodes/CN=system:node:freehold-agent", "-addext", "extendedKeyUsage=clientAuth"],
      ...["-CA", `${tls}/client-ca.crt`, "-CAkey", `${tls}/client-ca.key`, "-keyout", key, "-out", certificate],
    ],
    { stdio: "pipe" },
  );
  const base64 = (pem: string): string => Buffer.from(pem).toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "local",
        cluster: {
          server: `https://127.0.0.1:${port}`,
          "certificate-authority-data": base64(server.read("/var/lib/rancher/k3s/server/tls/server-ca.crt")),
        },
      },
    ],
    users: [
      {
        name: "node",
        user: {
          "client-certificate-data": base64(agent.read("/client-kubelet.crt")),
          "client-key-data": base64(agent.read("/client-kubelet.key")),
        },
      },
    ],
    contexts: [{ name: "local", context: { cluster: "local", user: "node" } }],
    "current-context": "local",
  });
}
